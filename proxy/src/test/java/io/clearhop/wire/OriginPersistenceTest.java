package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a connection to an origin persists: what the origin says, and what the settings allow. */
class OriginPersistenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"timeout=1", "max=9, timeout=1", "timeout = 1"})
    void theOriginsTimeoutIsHonouredWithAMargin(String keepAlive) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.respond(dated("HTTP/1.1 200 OK", "Keep-Alive: " + keepAlive, "Content-Length: 0")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            client.exchange(Requests.get(origin, "/"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_KEEP_ALIVE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(950));
        }
    }

    @Test
    void theOriginsMaxIsHonoured() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(
                        dated("HTTP/1.1 200 OK", "Keep-Alive: timeout=5, max=0", "Content-Length: 0")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_KEEP_ALIVE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close", "Proxy-Connection: close", "Connection: x, Close"})
    void theOriginsCloseIsHonoured(String field) {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.respond(dated("HTTP/1.1 200 OK", field, "Content-Length: 0")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_ASKED);
        }
    }

    @Test
    void aCloseInAnInterimResponseIsHonouredToo() {
        String response = Messages.head("HTTP/1.1 103 Early Hints", "Connection: close") + Messages.ok("x");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.exchange(Requests.get(origin, "/")).hasField("Connection"))
                        .isFalse();
            }
            assertThat(origin.connections()).hasSize(2);
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_ASKED);
        }
    }

    @Test
    void an10OriginPersistsOnlyWhereItSaysSo() {
        try (ScriptedOrigin silent =
                        ScriptedOrigin.start(Scripts.respond("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
                ScriptedOrigin keeping = ScriptedOrigin.start(
                        Scripts.respond("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (ScriptedOrigin origin : new ScriptedOrigin[] {silent, silent, keeping, keeping}) {
                client.exchange(Requests.get(origin, "/"));
            }
            assertThat(silent.connections()).hasSize(2);
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_HTTP10);
            assertThat(keeping.connections()).hasSize(1);
        }
    }

    @Test
    void idleConnectionsAreClosedInTime() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.originIdle(200));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_IDLE);
        }
    }

    @Test
    void aConnectionEndsWithItsNumberOfExchanges() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withExchanges(2)));
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 4; i++) {
                client.exchange(Requests.get(origin, "/"));
            }
            assertThat(origin.requests()).extracting(Request::connectionNumber).containsExactly(1, 1, 2, 2);
            // Who intends to close a connection says so (RFC 9112 section 9.6).
            assertThat(origin.requests())
                    .extracting(request -> request.field("Connection"))
                    .containsExactly(null, "close", null, "close");
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_EXCHANGES);
        }
    }

    @Test
    void aLastRequestThatMayMakeATunnelDoesNotSayClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withExchanges(1)));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/", "Connection: Upgrade", "Upgrade: websocket"));
            assertThat(origin.requests().get(0).fieldValues("Connection")).containsExactly("Upgrade");
        }
    }

    @Test
    void aConnectionEndsWithItsLifetime() {
        Script slow = (wire, number) -> {
            wire.readRequest();
            Thread.sleep(40);
            wire.send(Messages.ok("x"));
            wire.awaitEnd();
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(slow);
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withLifetime(Duration.ofMillis(20))));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_LIFETIME);
        }
    }

    @Test
    void noMoreIdleConnectionsAreKeptThanAllowed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withIdle(0)));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            assertThat(closed(proxy)).isEqualTo(CloseReason.POOL_FULL);
        }
    }

    private static CloseReason closed(ProxyUnderTest proxy) {
        return proxy.events().await(ProxyEvent.OriginClosed.class).why();
    }

    @Test
    void aTimeoutOfZeroIsAClose() {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: 1", "Keep-Alive: timeout=0") + "x";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            client.exchange(Requests.get(origin, "/"));
            assertThat(origin.connections()).hasSize(2);
        }
    }

    @Test
    void aRepeatedRequestSaysCloseOnlyIfItIsTheLastOfItsNewConnection() {
        Script diesAtItsLast = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.ok("x"));
            wire.readRequest();
        };
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.perConnection(diesAtItsLast, Scripts.respond(Messages.ok("x"))));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withExchanges(2)));
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 3; i++) {
                client.exchange(Requests.get(origin, "/" + i));
            }
            assertThat(origin.requests()).extracting(Request::connectionNumber).containsExactly(1, 1, 2, 2);
            // After a request with close no other may follow (RFC 9112 section 9.6).
            assertThat(origin.requests())
                    .extracting(request -> request.field("Connection"))
                    .containsExactly(null, "close", null, "close");
        }
    }
}
