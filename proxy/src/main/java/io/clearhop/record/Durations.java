package io.clearhop.record;

/** Times as settings are written. */
final class Durations {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;

    private Durations() {}

    /** As in {@code 10m}, {@code 5s} or {@code 500ms}. */
    static String text(long millis) {
        if (millis > 0 && millis % MINUTE == 0) {
            return millis / MINUTE + "m";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
