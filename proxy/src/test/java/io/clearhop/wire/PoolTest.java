package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.http.ReusePolicy;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The persistent connections of the origin's hop: who shares them, and what ends them. */
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
            assertThat(proxy.events().await(ProxyEvent.OriginReused.class, 4).nth())
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
            client.send(Requests.get(origin, "/"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.send(Messages.ok("x"));
            client.readResponse();
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
            client.send(Requests.get(origin, "/"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.send(Messages.ok("x"));
            client.readResponse();
            wire.reset();
            assertThat(closed(proxy)).isEqualTo(CloseReason.ORIGIN_RESET);
        }
    }

    @Test
    void bytesThatNobodyAskedForEvictAnIdleConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.send(Messages.ok("x"));
            client.readResponse();
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
            client.send(Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            Wire wire = origin.awaitConnection(1);
            wire.readHead();
            wire.send(Messages.ok("x") + Messages.ok("poison"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            client.send("def");
            assertThat(closed(proxy)).isEqualTo(CloseReason.RESPONSE_UNASKED);
            wire.close();
        }
    }

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

    @Test
    void anExchangeBeyondTheLimitWaitsForAConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            second.send(Requests.get(origin, "/2"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            wire.expectSilence(Duration.ofMillis(30));
            wire.send(Messages.ok("1"));
            assertThat(first.readResponse().text()).isEqualTo("1");
            assertThat(wire.readRequest().target()).isEqualTo("/2");
            wire.send(dated("HTTP/1.1 200 OK", "Connection: close", "Content-Length: 1") + "2");
            // A third gets the place of a connection that closes.
            first.send(Requests.get(origin, "/3"));
            assertThat(second.readResponse().text()).isEqualTo("2");
            wire.close();
            Wire next = origin.awaitConnection(2);
            assertThat(next.readRequest().target()).isEqualTo("/3");
            next.send(Messages.ok("3"));
            assertThat(first.readResponse().text()).isEqualTo("3");
            next.close();
        }
    }

    @Test
    void aFullQueueIsAnswered503() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(
                        b -> b.pool(p -> p.withConnections(1).withWaiting(0)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            origin.awaitRequests(1);
            Response refused = second.exchange(Requests.get(origin, "/2"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.field("Proxy-Status")).startsWith("clearhop; error=connection_limit_reached");
            assertThat(refused.hasField("Connection")).isFalse();
        }
    }

    @Test
    void whoWaitsTooLongIsAnswered503() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(Times.connect(200).andThen(b -> b.pool(p -> p.withConnections(1))));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            origin.awaitRequests(1);
            assertThat(second.exchange(Requests.get(origin, "/2")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aClientThatHasLeftTheQueueDoesNotTakeAPlaceInIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(
                        b -> b.pool(p -> p.withConnections(1).withWaiting(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client();
                ScriptedClient third = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            second.send(Requests.get(origin, "/2"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            second.wire().reset();
            proxy.events().completed(1);
            third.send(Requests.get(origin, "/3"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 3);
            wire.send(Messages.ok("1"));
            assertThat(wire.readRequest().target()).isEqualTo("/3");
            wire.send(Messages.ok("3"));
            assertThat(third.readResponse().text()).isEqualTo("3");
            wire.close();
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
    void aConnectionThatGoesOnToAWaitingExchangeLeavesTheCountOfTheOneBefore() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(c -> c.pool(pool -> pool.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            second.send(Requests.get(origin, "/2"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 3") + "abc");
            wire.readRequest();
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 5") + "abcde");
            first.readResponse();
            second.readResponse();
            assertThat(proxy.events().completed(1).responseBytes()).isEqualTo(3);
            wire.close();
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

    @Test
    void theOnlyConnectionIsStillTheOnlyOneAfterItHasMadeRoom() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(
                        b -> b.pool(p -> p.withConnections(1).withReuse(ReusePolicy.NEVER)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client();
                ScriptedClient third = proxy.client()) {
            first.send(Requests.get(origin, "/1"));
            Wire idle = origin.awaitConnection(1);
            idle.readRequest();
            idle.send(Messages.ok("1"));
            first.readResponse();
            second.send(Requests.get(origin, "/2"));
            Wire inItsPlace = origin.awaitConnection(2);
            inItsPlace.readRequest();
            third.send(Requests.get(origin, "/3"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 3);
            inItsPlace.expectSilence(Duration.ofMillis(50));
            assertThat(origin.connections()).hasSize(2);
            inItsPlace.send(Messages.ok("2"));
            Wire next = origin.awaitConnection(3);
            assertThat(next.readRequest().target()).isEqualTo("/3");
            next.send(Messages.ok("3"));
            assertThat(third.readResponse().text()).isEqualTo("3");
            idle.close();
            inItsPlace.close();
            next.close();
        }
    }
}
