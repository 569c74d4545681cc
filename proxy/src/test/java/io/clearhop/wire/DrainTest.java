package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A graceful stop: nobody is accepted, the idle go at once, exchanges end with Connection: close, in bounded time. */
class DrainTest {
    private static final Consumer<ProxyConfigBuilder> ONE_CLIENT =
            builder -> builder.clientLimits(limits -> limits.withConnections(1));

    @Test
    void anExchangeInProgressEndsAndSaysClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.drain(10_000));
                ScriptedClient idle = proxy.client();
                ScriptedClient busy = proxy.client()) {
            Wire wire = Forwarded.request(busy, origin, Requests.get(origin, "/"));
            proxy.events().await(ProxyEvent.ClientConnected.class, 2);
            CompletableFuture<Void> stopping = proxy.stopping();
            idle.awaitEnd();
            assertNobodyIsAccepted(proxy);
            wire.send(Messages.ok("x"));
            Response response = busy.readResponse();
            assertThat(response.text()).isEqualTo("x");
            assertThat(response.field("Connection")).isEqualTo("close");
            busy.awaitEnd();
            idle.close();
            busy.close();
            stopping.join();
            wire.awaitEnd();
            wire.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.DRAINING);
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    @Test
    void aResponseWhoseHeadWasSentBeforeEndsAndTheConnectionCloses() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.drain(10_000));
                ScriptedClient idle = proxy.client();
                ScriptedClient busy = proxy.client()) {
            Wire wire = Forwarded.request(busy, origin, Requests.get(origin, "/"));
            wire.send(Requests.dated("HTTP/1.1 200 OK", "Content-Length: 6") + "abc");
            assertThat(busy.wire().readHead()).doesNotContain("close");
            CompletableFuture<Void> stopping = proxy.stopping();
            idle.awaitEnd();
            wire.send("def");
            assertThat(busy.wire().readToEnd()).isEqualTo("abcdef");
            idle.close();
            busy.close();
            stopping.join();
            wire.close();
        }
    }

    @Test
    void anIdleOriginConnectionClosesAtOnce() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.drain(10_000));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.rested(client, origin);
            client.close();
            proxy.server().stop();
            wire.awaitEnd();
            wire.close();
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.DRAINING);
        }
    }

    @Test
    void whatIsNotDoneInTimeIsCut() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.drain(300));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            origin.awaitRequests(1);
            long start = System.nanoTime();
            proxy.server().stop();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(290), Duration.ofMillis(3000));
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.DRAINING);
        }
    }

    @Test
    void aDumbRelayIsWaitedForAsWell() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb(Times.drain(10_000));
                ScriptedClient idle = proxy.client();
                ScriptedClient busy = proxy.client()) {
            Wire wire = Forwarded.request(busy, origin, Requests.get(origin, "/"));
            proxy.events().await(ProxyEvent.ClientConnected.class, 2);
            CompletableFuture<Void> stopping = proxy.stopping();
            idle.awaitEnd();
            wire.send(Messages.ok("x"));
            wire.close();
            assertThat(busy.readResponse().text()).isEqualTo("x");
            busy.awaitEnd();
            idle.close();
            busy.close();
            stopping.join();
        }
    }

    /** The usual time for that is five seconds. */
    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void aClientThatHasItsAnswerAndDoesNotCloseIsNotWaitedForLong(ListenMode mode) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.of(mode, Times.drain(10_000));
                ScriptedClient idle = proxy.client();
                ScriptedClient busy = proxy.client()) {
            proxy.events().await(ProxyEvent.ClientConnected.class, 2);
            Wire wire = Forwarded.request(busy, origin, Requests.get(origin, "/"));
            CompletableFuture<Void> stopping = proxy.stopping();
            idle.awaitEnd();
            idle.close();
            wire.send(Messages.ok("x"));
            wire.close();
            assertThat(busy.readResponse().text()).isEqualTo("x");
            assertThat(stopping).succeedsWithin(Duration.ofSeconds(4));
        }
    }

    /** The JDK's own selector closes the listening socket a moment later; what was queued there is reset. */
    private static void assertNobodyIsAccepted(ProxyUnderTest proxy) {
        try (ScriptedClient late = proxy.client()) {
            late.wire().awaitReset();
        } catch (UncheckedIOException refused) {
            assertThat(refused).hasRootCauseInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aResponseThatOnlyTheCloseEndsIsResetAtTheDrainTimeout() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.drain(100));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get10(origin, "/"));
            wire.send(Requests.dated("HTTP/1.1 200 OK") + "half");
            client.wire().readHead();
            assertThat(client.wire().readBytes(4)).isEqualTo("half");
            proxy.server().stop();
            client.wire().awaitReset();
            wire.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTunnelIsWaitedForUntilItEnds(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy(Times.drain(10_000));
                ScriptedClient idle = proxy.client();
                ScriptedClient client = proxy.client()) {
            proxy.events().await(ProxyEvent.ClientConnected.class, 2);
            Wire wire = opening.open(client, origin);
            CompletableFuture<Void> stopping = proxy.stopping();
            idle.awaitEnd();
            client.send("ping");
            assertThat(wire.readBytes(4)).isEqualTo("ping");
            wire.close();
            client.awaitEnd();
            idle.close();
            client.close();
            stopping.join();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.TUNNEL_ENDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTunnelIsResetAtTheDrainTimeout(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy(Times.drain(100));
                ScriptedClient client = proxy.client()) {
            Wire wire = opening.open(client, origin);
            wire.send("half");
            assertThat(client.wire().readBytes(4)).isEqualTo("half");
            proxy.server().stop();
            client.wire().awaitReset();
            wire.awaitReset();
            wire.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.DRAINING);
        }
    }

    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void aClientThatIsTurnedAwayIsWaitedForUntilItHasItsAnswer(ListenMode mode) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.of(mode, ONE_CLIENT.andThen(Times.drain(10_000)));
                ScriptedClient idle = proxy.client();
                ScriptedClient turnedAway = proxy.client()) {
            assertThat(turnedAway.exchange(Requests.get(origin, "/")).statusCode())
                    .isEqualTo(503);
            CompletableFuture<Void> stopping = proxy.stopping();
            idle.awaitEnd();
            idle.close();
            assertThatThrownBy(() -> stopping.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            turnedAway.awaitEnd();
            turnedAway.close();
            stopping.join();
        }
    }

    @ParameterizedTest
    @EnumSource(ListenMode.class)
    void aClientThatIsTurnedAwayAndHasAskedNothingGoesAtOnce(ListenMode mode) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.of(mode, ONE_CLIENT.andThen(Times.drain(10_000)));
                ScriptedClient busy = proxy.client()) {
            Wire wire = Forwarded.request(busy, origin, Requests.get(origin, "/"));
            try (ScriptedClient turnedAway = proxy.client()) {
                proxy.events().await(ProxyEvent.ClientConnected.class, 2);
                CompletableFuture<Void> stopping = proxy.stopping();
                turnedAway.awaitEnd();
                assertThat(stopping).isNotDone();
                wire.send(Messages.ok("x"));
                wire.close();
                assertThat(busy.readResponse().text()).isEqualTo("x");
                busy.close();
                stopping.join();
            }
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.DRAINING);
        }
    }
}
