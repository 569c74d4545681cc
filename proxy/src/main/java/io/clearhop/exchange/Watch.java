package io.clearhop.exchange;

import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the exchanges in flight of one event loop. Whether the steps and heads of one are told is decided once, when it
 * begins: up to so many a second. All are looked at now and then, and one that takes long is told of in any case, so that
 * nothing hangs unseen. Event loop.
 */
public final class Watch {
    /** Every exchange is watched. */
    public static final int ALL = Integer.MAX_VALUE;

    /** None is, because nobody observes. */
    public static final int NONE = 0;

    private static final long TICK_MILLIS = 250;
    /** In which a second's share is taken, so that it is not used up at its beginning. */
    private static final int PERIODS = 10;

    private final LoopTimer timer;
    private final int perSecond;
    private final int perPeriod;
    private final long periodNanos;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            look();
        }
    };

    private @Nullable InFlight first;
    private boolean begun;
    private long periodBegan;
    private int left;

    /**
     * Makes one.
     *
     * @param perSecond how many exchanges a second are watched from their beginning
     */
    public Watch(LoopTimer timer, int perSecond) {
        this.timer = timer;
        this.perSecond = perSecond;
        int periods = Math.max(1, Math.min(perSecond, PERIODS));
        perPeriod = perSecond / periods;
        periodNanos = TimeUnit.SECONDS.toNanos(1) / periods;
    }

    /** An exchange begins. */
    void begins(InFlight exchange, long now) {
        if (perSecond == NONE) {
            return;
        }
        exchange.watched = perSecond == ALL || takesOne(now);
        InFlight second = first;
        exchange.next = second;
        if (second != null) {
            second.previous = exchange;
        }
        first = exchange;
        if (!deadline.isSet()) {
            timer.set(deadline, TICK_MILLIS);
        }
    }

    private boolean takesOne(long now) {
        if (!begun || now - periodBegan >= periodNanos) {
            begun = true;
            periodBegan = now;
            left = perPeriod;
        }
        return left > 0 && left-- > 0;
    }

    /** An exchange is over. */
    void ends(InFlight exchange) {
        InFlight before = exchange.previous;
        InFlight after = exchange.next;
        if (before != null) {
            before.next = after;
        } else if (first == exchange) {
            first = after;
        }
        if (after != null) {
            after.previous = before;
        }
        exchange.previous = null;
        exchange.next = null;
    }

    private void look() {
        long now = System.nanoTime();
        for (InFlight exchange = first; exchange != null; exchange = exchange.next) {
            exchange.look(now);
        }
        if (first != null) {
            timer.set(deadline, TICK_MILLIS);
        }
    }
}
