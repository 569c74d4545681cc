package io.clearhop.log;

import io.clearhop.observe.ExchangeSummary;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

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
        byte[] head = exchange.requestHead();
        addresses.append(exchange.clientAddress(), false, line);
        line.ascii(" - ");
        user(exchange.user(), line);
        line.ascii(" [");
        time.second(exchange.epochMillis(), line);
        line.ascii("] \"");
        RequestText.line(head, Escape.QUOTED, line);
        line.ascii("\" ").number(exchange.status()).ascii(' ').number(exchange.responseBytes());
        line.ascii(" \"");
        int referer = RequestText.field(head, "referer");
        if (referer < 0) {
            line.ascii('-');
        } else {
            RequestText.uriValue(head, referer, Escape.QUOTED, line);
        }
        line.ascii("\" \"");
        int userAgent = RequestText.field(head, "user-agent");
        if (userAgent < 0) {
            line.ascii('-');
        } else {
            RequestText.value(head, userAgent, Escape.QUOTED, line);
        }
        line.ascii('"');
    }

    private static void user(@Nullable String name, LineBuffer line) {
        if (name == null || name.isEmpty()) {
            line.ascii('-');
        } else {
            Escape.WORD.append(name, line);
        }
    }

    @Override
    public boolean wantsFields() {
        return true;
    }
}
