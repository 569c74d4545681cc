package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.DestinationPattern;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
