package io.clearhop.wire;

import static io.clearhop.lab.Messages.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;

/** RFC 9110 section 6.5: trailers pass where both hops are chunked, but not those that would frame, route or authenticate. */
class TrailersTest {
    private static final String TRAILERS = "0\r\n"
            + "X-Sum: 1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nHost: evil\r\nAuthorization: x\r\n"
            + "ETag: \"e\"\r\nConnection: close\r\nx-last:2\r\n\r\n";
    private static final String PASSED = "X-Sum: 1\r\nETag: \"e\"\r\nx-last:2\r\n";

    @Test
    void ofResponses() {
        String response = Requests.dated("HTTP/1.1 200 OK", "Trailer: X-Sum", "Transfer-Encoding: chunked")
                + chunk("abc")
                + TRAILERS;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                var received = client.exchange(Requests.get(origin, "/", "TE: trailers", "Connection: TE"));
                assertThat(received.content().trailerSection()).isEqualTo(PASSED);
                assertThat(received.field("Trailer")).isEqualTo("X-Sum");
            }
            assertThat(origin.connections()).hasSize(1);
            assertTold(proxy, false);
            assertThat(origin.requests().get(0).field("TE")).isEqualTo("trailers");
        }
    }

    /** RFC 9112 sections 5.1 and 5.2: white space before a colon is removed, a fold becomes a space. */
    @Test
    void thoseOfAResponseAreRepaired() {
        String response = Requests.dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                + chunk("abc")
                + "0\r\nX-Sum : 1\r\nX-Fold: a\r\n b\r\nHost:\r\n evil\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                var received = client.exchange(Requests.get(origin, "/"));
                assertThat(received.content().trailerSection()).isEqualTo("X-Sum: 1\r\nX-Fold: a b\r\n");
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void ofRequests() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String request = Requests.of("POST", origin, "/", "Transfer-Encoding: chunked") + chunk("abc") + TRAILERS;
            client.exchange(request);
            client.exchange(request);
            assertThat(origin.requests())
                    .allSatisfy(r -> assertThat(r.content().trailerSection()).isEqualTo(PASSED));
            assertTold(proxy, true);
        }
    }

    @Test
    void towardsAClientOfHttp10TheyAreLostAndNeverJoinTheHead() {
        String response = Requests.dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("abc") + TRAILERS;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            var received = client.exchange(Requests.get10(origin, "/"));
            assertThat(received.head())
                    .isEqualTo(Requests.dated("HTTP/1.1 200 OK", "Connection: close", "Via: 1.1 clearhop"));
            assertThat(received.text()).isEqualTo("abc");
            assertThat(proxy.events().await(ProxyEvent.TrailersForwarded.class).decisions())
                    .extracting(FieldDecision::rule)
                    .containsOnly(FieldRule.TRAILER_LOST);
        }
    }

    private static void assertTold(ProxyUnderTest proxy, boolean ofRequest) {
        var told = proxy.events().await(ProxyEvent.TrailersForwarded.class, 2);
        assertThat(told.ofRequest()).isEqualTo(ofRequest);
        assertThat(told.decisions())
                .contains(
                        new FieldDecision("X-Sum", FieldRule.END_TO_END),
                        new FieldDecision("Host", FieldRule.TRAILER_FORBIDDEN),
                        new FieldDecision("Authorization", FieldRule.TRAILER_FORBIDDEN));
    }
}
