package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.ReusePolicy;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No more connections to an origin than allowed: who wants one then waits, in a bounded queue and for a bounded time. */
class PoolQueueTest {
    private static Wire oneAndOneThatWaits(
            ProxyUnderTest proxy, ScriptedOrigin origin, ScriptedClient first, ScriptedClient second) {
        Wire wire = Forwarded.request(first, origin, Requests.get(origin, "/1"));
        second.send(Requests.get(origin, "/2"));
        proxy.events().await(ProxyEvent.RequestReceived.class, 2);
        return wire;
    }

    @Test
    void anExchangeBeyondTheLimitWaitsForAConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.pool(p -> p.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            Wire wire = oneAndOneThatWaits(proxy, origin, first, second);
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
            Wire wire = oneAndOneThatWaits(proxy, origin, first, second);
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

    @Test
    void aConnectionThatGoesOnToAWaitingExchangeLeavesTheCountOfTheOneBefore() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(c -> c.pool(pool -> pool.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            Wire wire = oneAndOneThatWaits(proxy, origin, first, second);
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
    void theOnlyConnectionIsStillTheOnlyOneAfterItHasMadeRoom() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(
                        b -> b.pool(p -> p.withConnections(1).withReuse(ReusePolicy.NEVER)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client();
                ScriptedClient third = proxy.client()) {
            Wire idle = Forwarded.request(first, origin, Requests.get(origin, "/1"));
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
