package io.clearhop.log;

import io.clearhop.observe.ExchangeSummary;
import java.time.ZoneId;

/** The combined log format, as Apache httpd and nginx write it. */
public final class CombinedFormat implements AccessFormat {
    private final LogTime time;
    private final LogAddress addresses = new LogAddress();
    private final RequestText request = new RequestText();

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
        request.all(exchange.requestHead());
        addresses.append(exchange.clientAddress(), false, line);
        line.ascii(" - ");
        Escape.WORD.orDash(exchange.user(), line);
        line.ascii(" [");
        time.second(exchange.epochMillis(), line);
        line.ascii("] \"");
        request.line(Escape.QUOTED, line);
        line.ascii("\" ").number(exchange.status()).ascii(' ').number(exchange.responseBytes());
        line.ascii(" \"");
        if (request.hasReferer()) {
            request.referer(Escape.QUOTED, line);
        } else {
            line.ascii('-');
        }
        line.ascii("\" \"");
        if (request.hasUserAgent()) {
            request.userAgent(Escape.QUOTED, line);
        } else {
            line.ascii('-');
        }
        line.ascii('"');
    }

    @Override
    public boolean wantsFields() {
        return true;
    }
}
