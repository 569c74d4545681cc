package io.clearhop.cli;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells an output every second that time passes, for what is counted down. */
final class WatchTicker implements AutoCloseable {
    private final WatchOutput output;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("clearhop-watch", true));

    WatchTicker(WatchOutput output) {
        this.output = output;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    void start() {
        clock.scheduleAtFixedRate(output::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
