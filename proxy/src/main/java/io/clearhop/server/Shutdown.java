package io.clearhop.server;

import io.clearhop.config.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** How a proxy stops: notice, no more clients, drain, end. It happens once, whoever asks for it. Thread-safe. */
final class Shutdown {
    private static final long POLL_MILLIS = 20;

    /** What is closed on the way; each returns when it is. */
    interface Parts {
        /** The console, and then the listeners. */
        void closeEntrances();

        /** Threads and files, when every connection is closed. */
        void closeRest();
    }

    private final Timeouts timeouts;
    private final List<LoopServices> services;
    private final Parts parts;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile boolean hurried;

    Shutdown(Timeouts timeouts, List<LoopServices> services, Parts parts) {
        this.timeouts = timeouts;
        this.services = services;
        this.parts = parts;
    }

    /** Goes through all stages, unless that has begun already: then it returns at once. */
    void run() {
        synchronized (this) {
            if (begun) {
                return;
            }
            begun = true;
        }
        giveNotice();
        parts.closeEntrances();
        drain();
        end();
    }

    /** Exchanges in progress are cut. Returns when everything is closed. */
    void runNow() {
        hurried = true;
        run();
        await();
    }

    boolean hasBegun() {
        return begun;
    }

    /** Waits for the end. */
    void await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All are served as before, but each response is the last on its connection. */
    private void giveNotice() {
        Duration notice = timeouts.drainNotice();
        if (notice.isZero()) {
            return;
        }
        long end = System.nanoTime() + notice.toNanos();
        onEachLoop(LoopServices::leave);
        while (!hurried && System.nanoTime() < end) {
            pause();
        }
    }

    private void drain() {
        long end = System.nanoTime() + timeouts.drain().toNanos();
        onEachLoop(LoopServices::drain);
        while (!hurried && System.nanoTime() < end && openClients() > 0) {
            pause();
        }
    }

    private void end() {
        onEachLoop(LoopServices::closeAll);
        services.forEach(own -> own.settled().awaitUninterruptibly());
        parts.closeRest();
        done.countDown();
    }

    private int openClients() {
        int[] open = {0};
        onEachLoop(own -> open[0] += own.openClients());
        return open[0];
    }

    private void onEachLoop(Consumer<LoopServices> action) {
        for (LoopServices own : services) {
            own.loop().submit(() -> action.accept(own)).awaitUninterruptibly();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
