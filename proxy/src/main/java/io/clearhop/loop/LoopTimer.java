package io.clearhop.loop;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Drives the {@link Deadlines} of an event loop: it ticks while there are any, and sleeps while there are none. */
public final class LoopTimer {
    private final EventLoop loop;
    private final Deadlines deadlines = new Deadlines();
    private boolean ticking;

    public LoopTimer(EventLoop loop) {
        this.loop = loop;
    }

    /** The loop's monotonic time in milliseconds. */
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(loop.ticker().nanoTime());
    }

    /**
     * Sets or moves a deadline.
     *
     * @param delayMillis from now
     */
    public void set(Deadline deadline, long delayMillis) {
        assert loop.inEventLoop();
        deadlines.set(deadline, now(), delayMillis);
        if (!ticking) {
            ticking = true;
            scheduleTick();
        }
    }

    private void scheduleTick() {
        loop.schedule(this::tick, Deadlines.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            deadlines.advanceTo(now());
        } finally {
            // Whatever happened: without a tick no timeout would ever strike again.
            ticking = deadlines.size() > 0;
            if (ticking) {
                scheduleTick();
            }
        }
    }
}
