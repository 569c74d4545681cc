package io.clearhop.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times; the text of a second is made once, and that of a millisecond. The observer's thread. */
final class LogTime {
    private final DateTimeFormatter format;
    private final LineBuffer milli = new LineBuffer(64);
    private String second = "";
    private long formatted = Long.MIN_VALUE;
    private long milliOf = Long.MIN_VALUE;

    /**
     * Makes it.
     *
     * @param pattern of a {@link DateTimeFormatter}, in which nothing is shorter than a second
     */
    LogTime(String pattern, ZoneId zone) {
        format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    /** Appends the second. */
    void second(long epochMillis, LineBuffer line) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        if (seconds != formatted) {
            formatted = seconds;
            second = format.format(Instant.ofEpochSecond(seconds));
        }
        line.ascii(second);
    }

    /** Appends the second and its milliseconds; under load many lines have the same. */
    void milli(long epochMillis, LineBuffer line) {
        if (epochMillis != milliOf) {
            milliOf = epochMillis;
            milli.clear();
            second(epochMillis, milli);
            millis(epochMillis, milli);
        }
        line.all(milli);
    }

    /** Appends the milliseconds of the second, with a point before them. */
    static void millis(long epochMillis, LineBuffer line) {
        line.ascii('.').padded(Math.floorMod(epochMillis, 1000L), 3);
    }
}
