package io.clearhop.lab.link;

import java.util.concurrent.locks.LockSupport;

/** Moments of {@link System#nanoTime()}. */
final class Moments {
    private Moments() {}

    /** Waits for a moment; at once over if it has passed. */
    static void await(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** The later one. */
    static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
