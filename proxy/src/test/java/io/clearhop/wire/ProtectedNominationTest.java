package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.http.Malformed;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 7.6.1: a field for all recipients may not be nominated. */
class ProtectedNominationTest {
    @Test
    void usuallyTheFieldPassesAndThatIsRecordedInBothDirections() {
        String response = Requests.dated(
                "HTTP/1.1 200 OK", "Connection: Cache-Control", "Cache-Control: no-store", "Content-Length: 0");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response passed = client.exchange(Requests.get(
                    origin, "/", "Connection: Cookie, X-Forwarded-Own", "Cookie: a", "X-Forwarded-Own: b"));
            assertThat(passed.field("Cache-Control")).isEqualTo("no-store");
            assertThat(origin.requests().get(0).field("Cookie")).isEqualTo("a");
            assertThat(origin.requests().get(0).field("X-Forwarded-Own")).isEqualTo("b");
            assertThat(proxy.events().await(ProxyEvent.RequestForwarded.class).decisions())
                    .contains(
                            new FieldDecision("Cookie", FieldRule.PROTECTED),
                            new FieldDecision("X-Forwarded-Own", FieldRule.PROTECTED));
            assertThat(proxy.events().await(ProxyEvent.ResponseForwarded.class).decisions())
                    .contains(new FieldDecision("Cache-Control", FieldRule.PROTECTED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookie", "close, HOST", "cache-control", "X-Forwarded-For", "Content-Length"})
    void whereItIsNotWantedTheRequestIsMalformed(String options) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.protectedNomination(ProtectedNomination.REJECT));
                ScriptedClient client = proxy.client()) {
            Response refused = client.exchange(Requests.get(origin, "/", "Connection: " + options));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.text()).contains(Malformed.PROTECTED_NOMINATED.sentence());
            assertThat(origin.requests()).isEmpty();
            client.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK", "HTTP/1.1 103 Early Hints"})
    void whereItIsNotWantedTheResponseIsMalformed(String statusLine) {
        String response = head(statusLine, "Connection: Cache-Control") + Messages.ok("x");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.protectedNomination(ProtectedNomination.REJECT));
                ScriptedClient client = proxy.client()) {
            Response refused = client.exchange(Requests.get(origin, "/"));
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.field("Proxy-Status")).startsWith("clearhop; error=http_protocol_error");
            assertThat(refused.text()).contains(Malformed.PROTECTED_NOMINATED.sentence());
        }
    }

    @Test
    void whatMayBeNominatedIsNotRefused() {
        String response =
                Requests.dated("HTTP/1.1 200 OK", "Connection: Keep-Alive, X-Own", "X-Own: 1", "Content-Length: 0");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.protectedNomination(ProtectedNomination.REJECT));
                ScriptedClient client = proxy.client()) {
            Response passed = client.exchange(
                    Requests.get(origin, "/", "Connection: TE, Upgrade, X-Own", "TE: trailers", "X-Own: 1"));
            assertThat(passed.statusCode()).isEqualTo(200);
        }
    }
}
