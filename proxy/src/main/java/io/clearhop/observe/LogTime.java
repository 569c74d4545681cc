package io.clearhop.observe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes {@code 2026-11-21 12:07:13.512}; all but the milliseconds is made once a second. The observer's thread. */
final class LogTime {
    private final DateTimeFormatter format;
    private String second = "";
    private long formatted = Long.MIN_VALUE;

    LogTime(ZoneId zone) {
        format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    }

    void append(long epochMillis, StringBuilder line) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        if (seconds != formatted) {
            formatted = seconds;
            second = format.format(Instant.ofEpochSecond(seconds));
        }
        long millis = Math.floorMod(epochMillis, 1000L);
        line.append(second).append('.');
        line.append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10));
        line.append((char) ('0' + millis % 10));
    }
}
