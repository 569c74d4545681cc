package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.http.UpgradePolicy;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no protocol is switched: RFC 9110 sections 7.8 and 15.5.22. */
class UpgradeDeclinedTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 503})
    void anOriginThatDeclinesAnswersOnPersistentConnectionsAndAPipelinedRequestFollows(int status) {
        String decline = Requests.dated("HTTP/1.1 " + status + " No", "Upgrade: websocket", "Content-Length: 2") + "no";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(decline));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Upgrades.request(origin) + Requests.get(origin, "/next"));
            String declined =
                    Requests.dated("HTTP/1.1 " + status + " No", "Content-Length: 2", "Via: 1.1 clearhop") + "no";
            for (int i = 0; i < 2; i++) {
                assertThat(client.wire().readBytes(declined.length())).isEqualTo(declined);
            }
            assertThat(origin.requests().get(1).head())
                    .isEqualTo(head("GET /next HTTP/1.1", "Host: " + origin.authority(), "Via: 1.1 clearhop"));
            assertThat(origin.connections()).hasSize(1);
            assertThat(proxy.events().completed(2).clientClose()).isNull();
        }
    }

    @Test
    void a426SaysWhatIsRequiredOnTheClientsHopToo() {
        String required = Requests.dated(
                "HTTP/1.1 426 Upgrade Required",
                "Upgrade: websocket, HTTP/2.0",
                "Connection: upgrade",
                "Sec-WebSocket-Version: 13",
                "Content-Length: 0");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(required));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                client.send(Requests.get(origin, "/"));
                assertThat(client.wire().readHead())
                        .isEqualTo(Requests.dated(
                                "HTTP/1.1 426 Upgrade Required",
                                "Sec-WebSocket-Version: 13",
                                "Content-Length: 0",
                                "Upgrade: websocket, HTTP/2.0",
                                "Connection: Upgrade",
                                "Via: 1.1 clearhop"));
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Upgrade: websocket; Connection: Upgrade; HTTP/1.0",
                "Upgrade: websocket; Connection: keep-alive; HTTP/1.1",
                "Upgrade: websocket; Proxy-Connection: Upgrade; HTTP/1.1",
                "Upgrade: h2c; Connection: Upgrade; HTTP/1.1",
                "Upgrade: HTTP/2.0, h2c; Connection: Upgrade; HTTP/1.1",
            })
    void whatIsNoOfferEndsAtTheProxy(String upgrade, String connection, String version) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String request = "GET " + origin.uri("/") + " " + version;
            client.send(head(request, "Host: " + origin.authority(), upgrade, connection));
            assertThat(client.readResponse().text()).isEqualTo("x");
            assertThat(origin.requests().get(0).fieldLines())
                    .containsExactly("Host: " + origin.authority(), "Via: " + version.substring(5) + " clearhop");
        }
    }

    @Test
    void noOtherHttpIsOfferedBesideAProtocolThatIs() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(
                    origin,
                    "/",
                    "Upgrade: h2c, websocket",
                    "Connection: Upgrade, HTTP2-Settings",
                    "HTTP2-Settings: AAMAAABk"));
            assertThat(origin.requests().get(0).fieldLines())
                    .containsExactly(
                            "Host: " + origin.authority(),
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Via: 1.1 clearhop");
        }
    }

    @Test
    void strippedTheRequestIsAnOrdinaryOneAndA101WouldBeUnasked() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(
                        Scripts.respondOnceThenClose(Messages.ok("x")), Scripts.respond(Upgrades.SWITCHED)));
                ProxyUnderTest proxy = ProxyUnderTest.smart(builder -> builder.upgrade(UpgradePolicy.STRIP));
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Upgrades.request(origin)).text()).isEqualTo("x");
            assertThat(origin.requests().get(0).head())
                    .isEqualTo(
                            Upgrades.requestSent(origin).replace("Upgrade: websocket\r\nConnection: Upgrade\r\n", ""));
            origin.connections().get(0).awaitEnd();
            assertFailed(client.exchange(Upgrades.request(origin)), "It was not asked to.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade:\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket, other\r\n\r\n",
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket/13\r\n\r\n",
            })
    void aSwitchToWhatWasNotOfferedIsAnswered502(String bytes) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(bytes + "frames"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertFailed(client.exchange(Upgrades.request(origin)), "what it was offered, which is websocket");
            }
            assertThat(origin.connections()).hasSize(2);
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.RESPONSE_MALFORMED);
        }
    }

    /** RFC 9110 sections 7.8 and 15.2: HTTP/1.0 knows neither Upgrade nor interim responses. */
    @Test
    void aSwitchInHttp10IsAnswered502() {
        String switched = Upgrades.SWITCHED.replace("HTTP/1.1", "HTTP/1.0");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(switched + "frames"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertFailed(client.exchange(Upgrades.request(origin)), "Its 101 is HTTP/1.0");
        }
    }

    @Test
    void aSwitchWithinTheContentOfTheRequestIsAnswered502() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(
                    client,
                    origin,
                    Requests.of("POST", origin, "/", "Upgrade: websocket", "Connection: Upgrade", "Content-Length: 4")
                            + "ab");
            assertThat(wire.readBytes(2)).isEqualTo("ab");
            wire.send(Upgrades.SWITCHED);
            Response response = client.readResponse();
            assertFailed(response, "The content of the request was not complete.");
            assertThat(response.field("Connection")).isEqualTo("close");
            wire.awaitEnd();
            wire.close();
        }
    }

    @Test
    void anOriginThatClosesInsteadIsAnswered502() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> wire.readHead());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Upgrades.request(origin));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_terminated");
        }
    }

    @Test
    void aClientThatLeavesBeforeThe101LeavesNothingBehind() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Upgrades.request(origin) + "early");
            client.wire().reset();
            wire.awaitReset();
            wire.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.CLIENT_RESET);
        }
    }

    private static void assertFailed(Response response, String why) {
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=http_upgrade_failed");
        assertThat(response.text()).contains("The origin switched protocols").contains(why);
    }
}
