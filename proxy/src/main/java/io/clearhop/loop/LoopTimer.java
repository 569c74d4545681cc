package io.clearhop.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives the {@link Deadlines} of an event loop: wakes it when the next of them may be due, so that thousands of resting
 * connections cost no time.
 */
public final class LoopTimer {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final EventLoop loop;
    private final @Nullable SingleThreadEventLoop iterating;
    private final Runnable forget = this::forgetTime;
    private final Deadlines deadlines = new Deadlines();
    /** Looked up once for all events that the loop finds at once: a request asks for it seven times. */
    private long time = UNKNOWN;

    private @Nullable Future<?> waking;
    private long wakesAt = Long.MAX_VALUE;

    public LoopTimer(EventLoop loop) {
        this.loop = loop;
        iterating = loop instanceof SingleThreadEventLoop single ? single : null;
    }

    /** The loop's monotonic time in milliseconds, when it began with what it is doing now. */
    public long now() {
        assert loop.inEventLoop();
        long known = time;
        if (known == UNKNOWN) {
            known = TimeUnit.NANOSECONDS.toMillis(loop.ticker().nanoTime());
            if (iterating != null) {
                time = known;
                iterating.executeAfterEventLoopIteration(forget);
            }
        }
        return known;
    }

    private void forgetTime() {
        time = UNKNOWN;
    }

    /**
     * Sets or moves a deadline.
     *
     * @param delayMillis from now
     */
    public void set(Deadline deadline, long delayMillis) {
        assert loop.inEventLoop();
        long now = now();
        deadlines.set(deadline, now, delayMillis);
        if (Deadlines.slotTime(deadline) < wakesAt) {
            wakeAt(Deadlines.slotTime(deadline), now);
        }
    }

    /** Clears a deadline for good: what it belongs to is gone, and is not kept in memory for it. */
    public void remove(Deadline deadline) {
        assert loop.inEventLoop();
        deadlines.remove(deadline);
        if (deadlines.size() == 0) {
            sleep();
        }
    }

    private void sleep() {
        if (waking != null) {
            waking.cancel(false);
        }
        waking = null;
        wakesAt = Long.MAX_VALUE;
    }

    private void wakeAt(long time, long now) {
        sleep();
        wakesAt = time;
        waking = loop.schedule(this::tick, time - now, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        sleep();
        forgetTime();
        try {
            deadlines.advanceTo(now());
        } finally {
            // Whatever happened: if nobody wakes it no timeout would ever strike again.
            if (deadlines.size() > 0 && deadlines.next() < wakesAt) {
                wakeAt(deadlines.next(), now());
            }
        }
    }
}
