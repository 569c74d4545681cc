package io.clearhop.lab;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Bounds what a blocking socket cannot bound by itself: a write to a peer that does not read. */
final class Watchdog {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Watchdog() {}

    /** Runs {@code bite} on the watchdog's thread unless the returned future is cancelled within {@code limit}. */
    static ScheduledFuture<?> watch(Duration limit, Runnable bite) {
        return TIMER.schedule(bite, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lab-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every watch is cancelled: without this, each would keep its connection alive for the whole limit.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
