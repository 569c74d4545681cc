package io.clearhop.lab;

import java.time.Duration;

/** The moment at which an operation gives up, however many reads it takes until then. */
record Deadline(Duration allowed, long nanoTime) {
    /** Returns the deadline after this time, but not before a read has had its chance. */
    static Deadline in(Duration allowed) {
        return new Deadline(allowed, System.nanoTime() + Math.max(allowed.toNanos(), 1_000_000));
    }

    /** Returns the milliseconds left, rounded up; zero or less when the deadline has passed. */
    long millisLeft() {
        return Math.floorDiv(nanoTime - System.nanoTime() + 999_999, 1_000_000L);
    }
}
