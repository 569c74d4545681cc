package io.clearhop.record;

/**
 * Turns {@link System#nanoTime()} into milliseconds since the start of the proxy.
 *
 * @param startNanos of the start
 * @param startedAt of the start, milliseconds of the epoch
 */
public record Clock(long startNanos, long startedAt) {
    private static final double MICROS = 1000;
    private static final long NANOS_OF_MICRO = 1000;
    private static final long HALF_MICRO = 500;

    /** The clock of a proxy that starts now. */
    public static Clock startingNow() {
        return new Clock(System.nanoTime(), System.currentTimeMillis());
    }

    /** Milliseconds to three decimals. */
    public double millis(long nanos) {
        return Math.floorDiv(nanos - startNanos + HALF_MICRO, NANOS_OF_MICRO) / MICROS;
    }

    /** Milliseconds until now. */
    public double now() {
        return millis(System.nanoTime());
    }
}
