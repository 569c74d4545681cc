package io.clearhop.wire;

import io.clearhop.lab.Wire;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.LiveState;
import io.clearhop.record.Side;
import io.clearhop.record.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a proxy has recorded of its connections and exchanges, for tests that wait until it has. */
final class Recorded {
    private final LiveState live;

    private Recorded(LiveState live) {
        this.live = live;
    }

    static Recorded by(ProxyUnderTest proxy) {
        return new Recorded(proxy.server().live().orElseThrow());
    }

    static Recorded by(LiveState live) {
        return new Recorded(live);
    }

    LiveState live() {
        return live;
    }

    /** The {@code nth} exchange, as soon as it is as expected. */
    ExchangeView exchange(int nth, Predicate<ExchangeView> expected) {
        return awaited(snapshot -> pick(snapshot.exchanges(), nth, expected));
    }

    /** The {@code nth} exchange that is over. */
    ExchangeDetail over(int nth) {
        ExchangeView view = exchange(nth, exchange -> exchange.outcome() != null);
        return Objects.requireNonNull(live.exchange(view.id()));
    }

    /** The {@code nth} exchange when it hangs. */
    ExchangeView hung(int nth) {
        return exchange(nth, exchange -> exchange.hang() != null);
    }

    /** The {@code nth} connection of a side, as soon as it is as expected. */
    ConnectionView connection(Side side, int nth, Predicate<ConnectionView> expected) {
        return awaited(snapshot -> pick(
                snapshot.connections().stream()
                        .filter(connection -> connection.side() == side)
                        .toList(),
                nth,
                expected));
    }

    /** The {@code nth} connection of a side when it is over. */
    ConnectionView closed(Side side, int nth) {
        return connection(side, nth, connection -> connection.state().isOver());
    }

    private static <V> V pick(List<V> views, int nth, Predicate<V> expected) {
        return views.size() >= nth && expected.test(views.get(nth - 1)) ? views.get(nth - 1) : null;
    }

    /** What is recorded comes from another thread, which says when it has changed only to those who ask. */
    private <V> V awaited(Function<Snapshot, V> look) {
        long end = System.nanoTime() + Wire.DEFAULT_TIMEOUT.toNanos();
        while (true) {
            Snapshot snapshot = live.snapshot(0);
            V found = look.apply(snapshot);
            if (found != null) {
                return found;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not recorded; but:%n%s%n%s".formatted(snapshot.connections(), snapshot.exchanges()));
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
