package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.ProxyAuthentication;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ExchangeSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that asks for a password: RFC 9110 section 11.7, RFC 7617. */
class ProxyAuthenticationTest {
    private static final Path USERS = Path.of("src/test/resources/io/clearhop/access/users.htpasswd");
    private static final String ANNA = basic("anna:secret");

    @Test
    void withoutCredentialsTheAnswerIs407AndTheConnectionStaysOpen() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.echoRequest());
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            Response refused = client.exchange(Requests.get(origin, "/"));
            assertThat(refused.statusCode()).isEqualTo(407);
            assertThat(refused.field("Proxy-Authenticate")).isEqualTo("Basic realm=\"the team\", charset=\"UTF-8\"");
            assertThat(refused.field("Proxy-Status")).startsWith("clearhop; error=http_request_denied");
            assertThat(refused.text()).startsWith("407 Proxy Authentication Required");
            assertThat(refused.hasField("Connection")).isFalse();
            assertThat(origin.connections()).isEmpty();

            Response served = client.exchange(Requests.get(origin, "/", ANNA));
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.text()).doesNotContainIgnoringCase("proxy-authorization");
            assertThat(proxy.events().completed(1).user()).isNull();
            assertThat(proxy.events().completed(2).user()).isEqualTo("anna");
        }
    }

    @Test
    void credentialsAreOfTheRequestAndNotOfTheConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/", ANNA)).statusCode())
                    .isEqualTo(200);
            assertThat(client.exchange(Requests.get(origin, "/")).statusCode()).isEqualTo(407);
            assertThat(client.exchange(Requests.get(origin, "/", ANNA)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRequestThatWaitedForItsPasswordLeavesOnAPooledConnectionToo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            for (String credentials : new String[] {ANNA, basic("empty:")}) {
                assertThat(client.exchange(Requests.get(origin, "/", credentials))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void theAnswerToWrongCredentialsTakesItsTimeAndNamesNoPassword() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            for (String wrong : new String[] {"anna:hunter2", "nobody:hunter2"}) {
                long start = System.nanoTime();
                Response refused = client.exchange(Requests.get(origin, "/", basic(wrong)));
                assertThat(refused.statusCode()).isEqualTo(407);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(ProxyAuthentication.FAILURE_DELAY_MILLIS));
                assertThat(refused.hasField("Connection")).isFalse();
            }
            ExchangeSummary refused = proxy.events().completed(1);
            assertThat(refused.detail()).contains("anna").doesNotContain("hunter2");
            assertThat(refused.user()).isNull();
            assertThat(client.exchange(Requests.get(origin, "/", ANNA)).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Authorization: ",
                "Proxy-Authorization: Basic",
                "Proxy-Authorization: Basic !!!",
                "Proxy-Authorization: Basic YW5uYQ==",
                "Proxy-Authorization: Basic YW4AbmE6eA==",
                "Proxy-Authorization: Basic /////w==",
                "Proxy-Authorization: Bearer YW5uYTpzZWNyZXQ=",
                "Proxy-Authorization: Basic YW5uYTpzZWNyZXQ=\r\nProxy-Authorization: Basic YW5uYTpzZWNyZXQ=",
                "Proxy-Authorization: Basic YW5uYTpzZWNyZXQ=, Basic YW5uYTpzZWNyZXQ=",
                "Authorization: Basic YW5uYTpzZWNyZXQ="
            })
    void whatIsNoCredentialsIs407(String field) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/", field)).statusCode())
                    .isEqualTo(407);
            assertThat(origin.connections()).isEmpty();
        }
    }

    @Test
    void aTunnelIsForUsersAlone() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(origin));
            Response refused = client.readResponse("CONNECT");
            assertThat(refused.statusCode()).isEqualTo(407);
            assertThat(refused.hasField("Connection")).isFalse();
            client.send(head("CONNECT " + origin.authority() + " HTTP/1.1", "Host: " + origin.authority(), ANNA));
            assertThat(client.readResponse("CONNECT").statusCode()).isEqualTo(200);
            assertThat(client.exchange(head("GET / HTTP/1.1", "Host: o")).text())
                    .isEqualTo("x");
        }
    }

    @Test
    void contentThatNobodyReadsClosesTheConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            Response refused = client.readResponse();
            assertThat(refused.statusCode()).isEqualTo(407);
            assertThat(refused.field("Connection")).isEqualTo("close");
            client.awaitEnd();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.REQUEST_UNFINISHED);
        }
    }

    @Test
    void contentWaitsUntilThePasswordIsChecked() {
        String content = "x".repeat(300_000);
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", ANNA, "Content-Length: " + content.length()) + content);
            assertThat(client.readResponse().statusCode()).isEqualTo(200);
            assertThat(origin.requests().get(0).content().text()).isEqualTo(content);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/1", ANNA)
                    + Requests.get(origin, "/2", basic("anna:wrong"))
                    + Requests.get(origin, "/3")
                    + Requests.get(origin, "/4", ANNA));
            for (int status : new int[] {200, 407, 407, 200}) {
                assertThat(client.readResponse().statusCode()).isEqualTo(status);
            }
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void aClientThatLeavesDuringTheCheckLeavesNothingBehind() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking())) {
            for (String credentials : new String[] {ANNA, basic("anna:wrong")}) {
                ScriptedClient client = proxy.client();
                client.send(Requests.of("POST", origin, "/", credentials, "Content-Length: 6") + "abc");
                client.wire().reset();
            }
            proxy.events().completed(2);
        }
    }

    @Test
    void oneClientCanHaveButAFewGuessesUnderWay() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking())) {
            ScriptedClient[] clients = new ScriptedClient[12];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = proxy.client();
                clients[i].send(Requests.get(origin, "/", basic("anna:guess" + i)));
            }
            int busy = 0;
            for (ScriptedClient client : clients) {
                int status = client.readResponse().statusCode();
                assertThat(status).isIn(407, 503);
                busy += status == 503 ? 1 : 0;
                client.close();
            }
            assertThat(busy).isEqualTo(4);
        }
    }

    @Test
    void theSameCredentialsOnManyConnectionsAreAllServed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking())) {
            ScriptedClient[] clients = new ScriptedClient[30];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = proxy.client();
                clients[i].send(Requests.get(origin, "/", ANNA));
            }
            for (ScriptedClient client : clients) {
                assertThat(client.readResponse().statusCode()).isEqualTo(200);
                client.close();
            }
        }
    }

    @Test
    void theParentDoesNotSeeTheCredentials() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.echoRequest());
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking().andThen(Parents.at(parent)));
                ScriptedClient client = proxy.client()) {
            Response served = client.exchange(head("GET http://o.test/ HTTP/1.1", "Host: o.test", ANNA));
            assertThat(served.text()).doesNotContainIgnoringCase("proxy-authorization");
            client.send(head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443", ANNA));
            client.readResponse("CONNECT");
            assertThat(parent.awaitRequests(2).get(1).head())
                    .startsWith("CONNECT")
                    .doesNotContainIgnoringCase("proxy-authorization");
        }
    }

    @Test
    void theProxysOwnPageIsForEverybody() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(asking());
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(head("GET / HTTP/1.1", "Host: p")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aChangedFileCountsWithinSecondsAlsoForPasswordsThatWereRight(@TempDir Path directory) throws Exception {
        Path file = Files.copy(USERS, directory.resolve("users"));
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(asking(file));
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/", ANNA)).statusCode())
                    .isEqualTo(200);
            Files.writeString(file, Files.readString(USERS).replaceFirst("(?m)^anna", "otto"));
            int status = 200;
            for (long end = System.nanoTime() + 10_000_000_000L; status == 200 && System.nanoTime() < end; ) {
                status = client.exchange(Requests.get(origin, "/", ANNA)).statusCode();
            }
            assertThat(status).isEqualTo(407);
            assertThat(client.exchange(Requests.get(origin, "/", basic("otto:secret")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static Consumer<ProxyConfigBuilder> asking() {
        return asking(USERS);
    }

    private static Consumer<ProxyConfigBuilder> asking(Path users) {
        return builder -> builder.access(access -> access.withAuthFile(users).withAuthRealm("the team"));
    }

    private static String basic(String credentials) {
        return "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
