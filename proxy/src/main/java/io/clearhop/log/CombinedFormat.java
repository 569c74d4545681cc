package io.clearhop.log;

import io.clearhop.observe.ExchangeSummary;
import java.time.ZoneId;

/** The combined log format, as Apache httpd and nginx write it. */
public final class CombinedFormat implements AccessFormat {
    private final LogTime time;
    private final LogAddress addresses = new LogAddress();

    /**
     * Makes the format.
     *
     * @param zone in which times are written
     */
    public CombinedFormat(ZoneId zone) {
        time = new LogTime("dd/MMM/uuuu:HH:mm:ss Z", zone);
    }

    @Override
    public void append(ExchangeSummary exchange, LineBuffer line) {
        addresses.append(exchange.clientAddress(), false, line);
        line.ascii(" - ");
        LogText.user(exchange.user(), line);
        line.ascii(" [");
        time.second(exchange.epochMillis(), line);
        line.ascii("] \"");
        LogText.requestLine(exchange.requestHead(), line);
        line.ascii("\" ").number(exchange.status()).ascii(' ').number(exchange.responseBytes());
        line.ascii(" \"");
        LogText.field(exchange.requestHead(), "referer", line);
        line.ascii("\" \"");
        LogText.field(exchange.requestHead(), "user-agent", line);
        line.ascii('"');
    }

    @Override
    public boolean wantsFields() {
        return true;
    }
}
