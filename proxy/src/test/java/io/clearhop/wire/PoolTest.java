package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The persistent connections of the origin's hop: who shares them, and what an idle one must not bring. */
class PoolTest {
    @Test
    void allClientsShareOneConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            for (int i = 0; i < 5; i++) {
                try (ScriptedClient client = proxy.client()) {
                    client.exchange(Requests.get(origin, "/"));
                }
            }
            assertThat(origin.requests()).extracting(Request::connectionNumber).containsExactly(1, 1, 1, 1, 1);
            assertThat(proxy.events().await(ProxyEvent.OriginTaken.class, 5).nth())
                    .isEqualTo(5);
        }
    }

    /** The options of one hop are not those of the other (RFC 9110 section 7.6.1). */
    @Test
    void theClientsCloseDoesNotCostTheOriginsConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            for (String field : new String[] {"Connection: close", "Proxy-Connection: close", "X: y"}) {
                try (ScriptedClient client = proxy.client()) {
                    client.exchange(Requests.get(origin, "/", field));
                }
            }
            assertThat(origin.requests()).extracting(Request::connectionNumber).containsExactly(1, 1, 1);
            assertThat(origin.requests()).noneMatch(request -> request.hasField("Connection"));
        }
    }

    @Test
    void aFinEvictsAnIdleConnectionAtOnce() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.rested(client, origin);
            wire.halfClose();
            wire.awaitEnd();
            wire.close();
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_CLOSED);
        }
    }

    @Test
    void aResetEvictsAnIdleConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.rested(client, origin);
            wire.reset();
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_RESET);
        }
    }

    @Test
    void bytesThatNobodyAskedForEvictAnIdleConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.rested(client, origin);
            wire.send(Messages.ok("poison"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.RESPONSE_UNASKED);
            wire.close();

            client.send(Requests.get(origin, "/2"));
            Wire second = origin.awaitConnection(2);
            second.readRequest();
            second.send(Messages.ok("2"));
            assertThat(client.readResponse().text()).isEqualTo("2");
            second.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 204 No Content\r\n\r\n"})
    void bytesAfterAResponseDoNotBecomeTheNextOne(String response) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response + Messages.ok("poison")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.exchange(Requests.get(origin, "/")).text()).isNotEqualTo("poison");
            }
            assertThat(origin.connections()).hasSize(2);
            assertThat(closed(proxy)).isEqualTo(CloseReason.RESPONSE_UNASKED);
        }
    }

    /** RFC 9112 section 6.3: such responses end with their head, whatever it says; what follows is nobody's. */
    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK", "GET, 304 Not Modified", "GET, 204 No Content"})
    void contentWhereNoneMayBeDoesNotBecomeTheNextResponse(String method, String status) {
        String content = Messages.ok("poison");
        String response = Messages.head("HTTP/1.1 " + status, "Content-Length: " + content.length()) + content;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.exchange(Requests.of(method, origin, "/")).startLine())
                        .isEqualTo("HTTP/1.1 " + status);
            }
            assertThat(client.wire().available()).isZero();
            assertThat(origin.connections()).hasSize(2);
        }
    }

    /** RFC 9112 section 9.2: an empty line too many may be discarded, and the answer behind it is this request's. */
    @Test
    void anEmptyLineBeforeAResponseIsPassedOver() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond("\r\n\r\n" + Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void aResponseBeforeTheRequestHasEndedIsNotPoisonButWhatFollowsItIs() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            wire.send(Messages.ok("x") + Messages.ok("poison"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            client.send("def");
            assertThat(closed(proxy)).isEqualTo(CloseReason.RESPONSE_UNASKED);
            wire.close();
        }
    }

    private static CloseReason closed(ProxyUnderTest proxy) {
        return proxy.events().await(ProxyEvent.OriginClosed.class).why();
    }
}
