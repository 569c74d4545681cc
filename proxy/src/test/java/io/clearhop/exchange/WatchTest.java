package io.clearhop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.RequestTarget;
import io.clearhop.loop.DateLine;
import io.clearhop.loop.Ids;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.observe.Standing;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<ProxyEvent> events = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopTimer timer = new LoopTimer(channel.eventLoop());

    @Test
    void soManyASecondAreWatchedWhateverElseComes() {
        Watch watch = new Watch(timer, 50);
        long begin = System.nanoTime();
        int watched = 0;
        // 10,000 in a second, evenly.
        for (int i = 0; i < 10_000; i++) {
            Exchange exchange = exchange(new Watch(timer, Watch.NONE));
            watch.begins(exchange, begin + i * SECOND / 10_000);
            watched += exchange.isWatched() ? 1 : 0;
            watch.ends(exchange);
        }
        assertThat(watched).isBetween(45, 55);
    }

    @Test
    void afterAPauseNoMoreThanOnePeriodsShareComesAtOnce() {
        Watch watch = new Watch(timer, 100);
        long begin = System.nanoTime();
        assertThat(watchedOf(watch, 100, begin)).isEqualTo(10);
        assertThat(watchedOf(watch, 100, begin + 10 * SECOND)).isEqualTo(10);
    }

    private int watchedOf(Watch watch, int count, long now) {
        int watched = 0;
        for (int i = 0; i < count; i++) {
            Exchange exchange = exchange(new Watch(timer, Watch.NONE));
            watch.begins(exchange, now);
            watched += exchange.isWatched() ? 1 : 0;
            watch.ends(exchange);
        }
        return watched;
    }

    @Test
    void asFewAsOneASecondAreTaken() {
        Watch watch = new Watch(timer, 1);
        long begin = System.nanoTime();
        assertThat(watchedOf(watch, 10, begin)).isEqualTo(1);
        assertThat(watchedOf(watch, 10, begin + SECOND / 2)).isZero();
        assertThat(watchedOf(watch, 10, begin + SECOND)).isEqualTo(1);
    }

    @Test
    void whereNobodyObservesNothingIsWatched() {
        assertThat(exchange(new Watch(timer, Watch.NONE)).isWatched()).isFalse();
        assertThat(exchange(new Watch(timer, Watch.ALL)).isWatched()).isTrue();
    }

    @Test
    void anExchangeThatTakesLongIsToldOfInAnyCase() {
        Watch watch = new Watch(timer, 1);
        exchange(watch);
        Exchange unwatched = exchange(watch);
        unwatched.isWith(new Still(Standing.RESPONSE_HEAD));
        assertThat(unwatched.isWatched()).isFalse();
        assertThat(of(unwatched)).isEmpty();
        unwatched.look(unwatched.startNanos + SECOND / 2);
        assertThat(of(unwatched)).isEmpty();
        unwatched.look(unwatched.startNanos + SECOND);
        assertThat(unwatched.isWatched()).isTrue();
        assertThat(of(unwatched)).containsExactly("RequestReceived", "ExchangeProgress");
        unwatched.look(unwatched.startNanos + 2 * SECOND);
        assertThat(of(unwatched)).containsExactly("RequestReceived", "ExchangeProgress", "ExchangeStalled");
        unwatched.complete(Outcome.ABANDONED);
        assertThat(of(unwatched)).endsWith("ExchangeCompleted");
    }

    @Test
    void standingStillIsToldOnceAndMovingOnAgain() {
        Exchange exchange = exchange(new Watch(timer, Watch.ALL));
        Still still = new Still(Standing.ORIGIN_SENDS);
        exchange.isWith(still);
        long now = exchange.startNanos;
        exchange.look(now + SECOND / 4);
        exchange.look(now + SECOND);
        assertThat(of(exchange)).containsExactly("RequestReceived", "ExchangeProgress");
        exchange.look(now + SECOND * 5 / 4);
        exchange.look(now + SECOND * 6 / 4);
        assertThat(of(exchange)).containsExactly("RequestReceived", "ExchangeProgress", "ExchangeStalled");
        still.bytes = 5;
        exchange.look(now + 2 * SECOND);
        assertThat(of(exchange)).endsWith("ExchangeStalled", "ExchangeProgress");
        exchange.look(now + 4 * SECOND);
        assertThat(of(exchange)).endsWith("ExchangeProgress", "ExchangeStalled");
    }

    @Test
    void whatNobodyReadsIsToldWhenItComes() {
        Exchange exchange = exchange(new Watch(timer, Watch.ALL));
        Still still = new Still(Standing.RELAYING);
        exchange.isWith(still);
        exchange.look(exchange.startNanos + 1);
        exchange.look(exchange.startNanos + 2 * SECOND);
        still.unread = true;
        exchange.look(exchange.startNanos + 3 * SECOND);
        exchange.look(exchange.startNanos + 4 * SECOND);
        assertThat(events.stream()
                        .filter(ProxyEvent.ExchangeStalled.class::isInstance)
                        .map(event -> ((ProxyEvent.ExchangeStalled) event).unread()))
                .containsExactly(false, true);
    }

    @Test
    void aQuietTunnelDoesNotStandStill() {
        Exchange exchange = exchange(new Watch(timer, Watch.ALL));
        exchange.isWith(new Still(Standing.TUNNEL));
        exchange.look(exchange.startNanos + 1);
        exchange.look(exchange.startNanos + 60 * SECOND);
        assertThat(of(exchange)).doesNotContain("ExchangeStalled");
    }

    @Test
    void allInFlightAreLookedAtAndTheLoopSleepsWhenThereAreNone() {
        channel.freezeTime();
        Watch watch = new Watch(timer, Watch.ALL);
        Exchange first = exchange(watch);
        Exchange second = exchange(watch);
        Exchange third = exchange(watch);
        List.of(first, second, third).forEach(exchange -> exchange.isWith(new Still(Standing.CONNECTING)));
        second.complete(Outcome.ABANDONED);
        tick();
        assertThat(of(first)).contains("ExchangeProgress");
        assertThat(of(second)).doesNotContain("ExchangeProgress");
        assertThat(of(third)).contains("ExchangeProgress");
        first.complete(Outcome.ABANDONED);
        third.complete(Outcome.ABANDONED);
        tick();
        tick();
        assertThat(channel.runScheduledPendingTasks())
                .as("nothing to wake up for")
                .isEqualTo(-1);
    }

    private void tick() {
        for (int i = 0; i < 4; i++) {
            channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private Exchange exchange(Watch watch) {
        LoopScope scope = new LoopScope(
                channel.eventLoop(),
                timer,
                new ProxyEvents() {
                    @Override
                    public void emit(ProxyEvent event) {
                        events.add(event);
                    }

                    @Override
                    public boolean wantsFields() {
                        return false;
                    }
                },
                watch,
                new Ids(0, 1),
                ids,
                new DateLine(),
                new RequestTarget());
        return Exchange.ofGarbage(scope, 1, 1, null);
    }

    private final Ids ids = new Ids(0, 1);

    private List<String> of(Exchange exchange) {
        return events.stream()
                .filter(event -> number(event) == exchange.id())
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private static long number(ProxyEvent event) {
        if (event instanceof ProxyEvent.RequestReceived e) {
            return e.exchange();
        }
        if (event instanceof ProxyEvent.ExchangeProgress e) {
            return e.exchange();
        }
        if (event instanceof ProxyEvent.ExchangeStalled e) {
            return e.exchange();
        }
        return event instanceof ProxyEvent.ExchangeCompleted e ? e.summary().exchange() : -1;
    }

    /** Somebody who carries an exchange and does nothing. */
    private static final class Still implements Whereabouts {
        private final Standing standing;
        private long bytes;
        private boolean unread;

        Still(Standing standing) {
            this.standing = standing;
        }

        @Override
        public Standing standing() {
            return standing;
        }

        @Override
        public long fromClient() {
            return 0;
        }

        @Override
        public long toClient() {
            return bytes;
        }

        @Override
        public boolean hasUnread() {
            return unread;
        }
    }
}
