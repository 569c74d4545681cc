package io.clearhop.it;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens in another process. */
final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private Await() {}

    /** Returns when the condition is true, and fails when it doesn't become so. */
    static void that(String what, BooleanSupplier condition) {
        that(LONGEST, () -> what, condition);
    }

    /** The same with a time, and with words that are chosen at the end. */
    static void that(Duration time, Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + time.toMillis() + " ms: " + what.get());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
