package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.DestinationPattern;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.ParentCredentials;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parent proxy that asks for credentials (RFC 9110 section 11.7), and hosts that it is not for. */
class ParentTest {
    private static final String OWN = "Basic dTpw";
    private static final String ASKS = Messages.head(
            "HTTP/1.1 407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\"", "Content-Length: 0");

    private static Consumer<ProxyConfigBuilder> withCredentials(ScriptedOrigin parent) {
        return Parents.at(parent).andThen(builder -> builder.parentCredentials(new ParentCredentials("u", "p")));
    }

    private static Consumer<ProxyConfigBuilder> bypassing(ScriptedOrigin parent) {
        return withCredentials(parent)
                .andThen(builder -> builder.parentBypass(DestinationPattern.parse("127.0.0.0/8")));
    }

    private static String get(ScriptedOrigin origin) {
        return Requests.of("GET", origin, "/", "Proxy-Authorization: Basic theirs");
    }

    @Test
    void theProxyAuthenticatesItselfAndNotItsClient() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(withCredentials(parent));
                ScriptedClient client = proxy.client()) {
            client.exchange(get(parent));
            assertThat(parent.requests().get(0).field("Proxy-Authorization")).isEqualTo(OWN);
            assertThat(parent.requests().get(0).head()).doesNotContain("theirs");
            byte[] shown =
                    proxy.events().await(ProxyEvent.RequestForwarded.class).head();
            assertThat(new String(shown, StandardCharsets.ISO_8859_1))
                    .contains("\r\nProxy-Authorization: **********\r\n")
                    .doesNotContain("dTpw");
        }
    }

    /** RFC 9110 section 9.3.8: a parent of which Max-Forwards says that it is the last shows the request to the client. */
    @Test
    void aTraceHasNoCredentialsThatItsResponseCouldShow() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(withCredentials(parent));
                ScriptedClient client = proxy.client()) {
            client.exchange(
                    Requests.of("TRACE", parent, "/", "Proxy-Authorization: Basic theirs", "Max-Forwards: 1", "X: y"));
            assertThat(parent.requests().get(0).field("Max-Forwards")).isEqualTo("0");
            assertThat(parent.requests().get(0).hasField("Proxy-Authorization")).isFalse();
            assertThat(proxy.events().await(ProxyEvent.RequestForwarded.class).decisions())
                    .contains(new FieldDecision("Proxy-Authorization", FieldRule.TRACE_SENSITIVE))
                    .noneMatch(decision -> decision.rule() == FieldRule.CREDENTIALS_HERE);
        }
    }

    @Test
    void aTunnelThroughTheParentIsAuthenticatedToo() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(withCredentials(parent));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(parent));
            Wire wire = parent.awaitConnection(1);
            assertThat(wire.readHead()).startsWith("CONNECT ").contains("\r\nProxy-Authorization: " + OWN + "\r\n");
            wire.send(Messages.head("HTTP/1.1 200 OK") + "hi");
            client.wire().readHead();
            assertThat(client.wire().readBytes(2)).isEqualTo("hi");
            wire.close();
        }
    }

    @Test
    void aParentThatAsksTheClientIsHeardByTheClient() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(ASKS));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(get(parent));
            assertThat(response.statusCode()).isEqualTo(407);
            assertThat(response.field("Proxy-Authenticate")).isEqualTo("Basic realm=\"p\"");
            assertThat(parent.requests().get(0).field("Proxy-Authorization")).isEqualTo("Basic theirs");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "CONNECT"})
    void wrongCredentialsOfTheProxyAreNotTheClientsFault(String method) {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(ASKS));
                ProxyUnderTest proxy = ProxyUnderTest.smart(withCredentials(parent));
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(method.equals("GET") ? get(parent) : Requests.connect(parent));
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.hasField("Proxy-Authenticate")).isFalse();
            assertThat(response.field("Proxy-Status")).contains("error=proxy_configuration_error");
            assertThat(response.text())
                    .contains("refused this proxy's credentials")
                    .doesNotContain(OWN);
            assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.PARENT_REFUSED);
        }
    }

    @Test
    void aBypassedHostIsAskedDirectlyAndGetsNoCredentials() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.silent());
                ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(ASKS));
                ProxyUnderTest proxy = ProxyUnderTest.smart(bypassing(parent));
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(get(origin));
            assertThat(origin.requests().get(0).target()).isEqualTo("/");
            assertThat(origin.requests().get(0).hasField("Proxy-Authorization")).isFalse();
            // An origin is no proxy that could ask.
            assertThat(response.statusCode()).isEqualTo(407);
            assertThat(response.hasField("Proxy-Authenticate")).isFalse();
            assertThat(parent.connections()).isEmpty();
        }
    }

    @Test
    void aTunnelToABypassedHostBeginsHere() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.silent());
                ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(bypassing(parent));
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.connect(origin)).statusCode()).isEqualTo(200);
            Wire wire = origin.awaitConnection(1);
            client.wire().send("hi");
            assertThat(wire.readBytes(2)).isEqualTo("hi");
            wire.close();
        }
    }

    @Test
    void aDumbProxyKnowsTheWayAndNoCredentials() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(Messages.ok("p")));
                ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("o")));
                ProxyUnderTest chained = ProxyUnderTest.dumb(withCredentials(parent));
                ProxyUnderTest bypassing = ProxyUnderTest.dumb(bypassing(parent));
                ScriptedClient client = chained.client();
                ScriptedClient other = bypassing.client()) {
            client.exchange(get(origin));
            assertThat(parent.requests().get(0).field("Proxy-Authorization")).isEqualTo("Basic theirs");
            other.exchange(get(origin));
            assertThat(origin.requests().get(0).target()).isEqualTo("/");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, SMART", "CONNECT, SMART", "GET, DUMB", "CONNECT, DUMB"})
    void aParentThatRefusesIsNotTheOriginsFault(String method, ListenMode mode) {
        ScriptedOrigin parent = ScriptedOrigin.start(Scripts.silent());
        parent.close();
        try (ProxyUnderTest proxy = mode == ListenMode.SMART
                        ? ProxyUnderTest.smart(Parents.at(parent))
                        : ProxyUnderTest.dumb(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(
                    head(method + (method.equals("GET") ? " http://o.test/" : " o.test:443") + " HTTP/1.1", "Host: o"));
            assertBlamed(client.readResponse(), 502, "connection_refused", parent.authority());
            assertThat(proxy.events().completed(1).detail())
                    .contains("--parent " + parent.authority())
                    .doesNotContainIgnoringCase("origin");
        }
    }

    @Test
    void aParentThatHasNoAddressIsNotTheOriginsFault() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.parent(new HostPort("p.invalid", 3128)));
                ScriptedClient client = proxy.client()) {
            client.send(head("GET http://o.test/ HTTP/1.1", "Host: o.test"));
            assertBlamed(client.readResponse(), 502, "dns_error", "p.invalid:3128");
        }
    }

    @Test
    void aParentThatDoesNotAnswerIsNotTheOriginsFault() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(
                        Parents.at(parent).andThen(b -> b.timeouts(t -> t.withResponseHead(Duration.ofMillis(200)))));
                ScriptedClient client = proxy.client()) {
            client.send(head("GET http://o.test/ HTTP/1.1", "Host: o.test"));
            assertBlamed(client.readResponse(), 504, "connection_read_timeout", parent.authority());
        }
    }

    @Test
    void aParentThatClosesIsNotTheOriginsFault() {
        try (ScriptedOrigin parent = ScriptedOrigin.start((wire, number) -> wire.readHead());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(head("GET http://o.test/ HTTP/1.1", "Host: o.test"));
            assertBlamed(client.readResponse(), 502, "connection_terminated", parent.authority());
        }
    }

    /** RFC 9209 section 2.1.2. */
    @Test
    void anOriginBesideTheParentIsCalledAnOrigin() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(bypassing(parent));
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.get(gone, "/"));
            assertThat(response.text()).contains("The origin refused").doesNotContain("parent");
            assertThat(response.field("Proxy-Status"))
                    .startsWith("clearhop; error=connection_refused; next-hop=\"" + gone.authority() + "\"; details=");
        }
    }

    private static void assertBlamed(Response response, int status, String type, String parent) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.field("Proxy-Status"))
                .startsWith("clearhop; error=" + type + "; next-hop=\"" + parent + "\"; details=\"")
                .doesNotContainIgnoringCase("origin");
        assertThat(response.text())
                .contains("parent proxy")
                .contains("--parent " + parent)
                .contains("whoever runs them can mend that")
                .doesNotContainIgnoringCase("origin");
    }
}
