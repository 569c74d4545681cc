package io.clearhop.loop;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A Date field line, encoded once a second (RFC 9110 section 5.6.7). */
public final class DateLine {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private AsciiString line = AsciiString.EMPTY_STRING;

    /**
     * The line with its CRLF.
     *
     * @param epochMillis the time to write
     */
    public AsciiString at(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            second = now;
            line = AsciiString.cached("Date: " + IMF_FIXDATE.format(Instant.ofEpochSecond(now)) + "\r\n");
        }
        return line;
    }
}
