package io.clearhop.lab.stage;

import java.time.Duration;
import java.util.Locale;

/** Writes amounts for people, in the same way in every language. */
public final class Amount {
    private static final double MICROS = 1e3;
    private static final double MILLIS = 1e6;
    private static final double SECONDS = 1e9;
    private static final int THREE_DIGITS = 100;

    private Amount() {}

    /** A time with three digits at most: 85 µs, 4.31 ms, 2.04 s. */
    public static String of(Duration time) {
        double nanos = time.toNanos();
        if (nanos >= SECONDS) {
            return digits(nanos / SECONDS) + " s";
        }
        if (nanos >= MILLIS) {
            return digits(nanos / MILLIS) + " ms";
        }
        return Math.round(nanos / MICROS) + " µs";
    }

    /** A number of bytes, grouped by thousands. */
    public static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d B", count);
    }

    /** A ratio with two decimals. */
    public static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A share as a percentage without decimals. */
    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String digits(double value) {
        if (value >= THREE_DIGITS) {
            return Long.toString(Math.round(value));
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
