package io.clearhop.observe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The combined log format, as Apache httpd and nginx write it. */
public final class CombinedFormat implements AccessFormat {
    private final DateTimeFormatter time;
    private final LogAddress addresses = new LogAddress();

    /**
     * Makes the format.
     *
     * @param zone in which times are written
     */
    public CombinedFormat(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                .withZone(zone);
    }

    @Override
    public void append(ExchangeSummary exchange, StringBuilder line) {
        addresses.append(exchange.clientAddress(), false, line);
        line.append(" - ");
        LogText.user(exchange.user(), line);
        line.append(" [");
        time.formatTo(Instant.ofEpochMilli(exchange.epochMillis()), line);
        line.append("] \"");
        LogText.requestLine(exchange.requestHead(), line);
        line.append("\" ").append(exchange.status()).append(' ').append(exchange.responseBytes());
        line.append(" \"");
        LogText.field(exchange.requestHead(), "referer", line);
        line.append("\" \"");
        LogText.field(exchange.requestHead(), "user-agent", line);
        line.append('"');
    }
}
