package io.clearhop.log;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.ExchangeSummary;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Both hops in one line:
 *
 * <pre>
 * 2026-11-21 12:07:13.512 x7 c2#3 127.0.0.1:40312 "GET http://example.org/ HTTP/1.1" 200 o5#2 reused in=0 out=1256 ms=0.2/11.8/12.1 forwarded client=kept origin=kept
 * </pre>
 *
 * <p>When the request arrived; exchange; client connection and its n-th exchange; origin connection and its n-th exchange; bytes of content from
 * and to the client; milliseconds until the request was sent on, the response began, and all was over.
 */
public final class HopFormat implements AccessFormat {
    private static final long NANOS_OF_TENTH = 100_000;

    private final LogTime time;
    private final LogAddress addresses = new LogAddress();
    private final RequestText request = new RequestText();

    /**
     * Makes the format.
     *
     * @param zone in which times are written
     */
    public HopFormat(ZoneId zone) {
        time = new LogTime("uuuu-MM-dd HH:mm:ss", zone);
    }

    @Override
    public void append(ExchangeSummary exchange, LineBuffer line) {
        client(exchange, line);
        origin(exchange, line);
        line.ascii(" in=").number(exchange.requestBytes());
        line.ascii(" out=").number(exchange.responseBytes());
        line.ascii(" ms=");
        millis(exchange.forwardedNanos(), line);
        line.ascii('/');
        millis(exchange.firstByteNanos(), line);
        line.ascii('/');
        millis(exchange.totalNanos(), line);
        end(exchange, line);
    }

    private void client(ExchangeSummary exchange, LineBuffer line) {
        time.milli(exchange.epochMillis(), line);
        line.ascii(" x").number(exchange.exchange());
        line.ascii(" c").number(exchange.client()).ascii('#').number(exchange.nthOfClient());
        line.ascii(' ');
        addresses.append(exchange.clientAddress(), true, line);
        line.ascii(" \"");
        request.line(exchange.requestHead()).line(Escape.QUOTED, line);
        line.ascii("\" ");
        if (exchange.status() == 0) {
            line.ascii('-');
        } else {
            line.number(exchange.status());
        }
    }

    private static void origin(ExchangeSummary exchange, LineBuffer line) {
        if (exchange.origin() == 0) {
            line.ascii(" o-");
        } else {
            line.ascii(" o").number(exchange.origin()).ascii('#').number(exchange.nthOfOrigin());
            line.ascii(exchange.nthOfOrigin() > 1 ? " reused" : " new");
        }
        if (exchange.attempts() > 1) {
            line.ascii(" attempts=").number(exchange.attempts());
        }
    }

    private static void end(ExchangeSummary exchange, LineBuffer line) {
        if (exchange.user() != null) {
            line.ascii(" user=");
            Escape.WORD.append(exchange.user(), line);
        }
        line.ascii(' ').ascii(exchange.outcome().label());
        line.ascii(" client=").ascii(label(exchange.clientClose()));
        if (exchange.origin() != 0) {
            line.ascii(" origin=").ascii(label(exchange.originClose()));
        }
        if (exchange.detail() != null) {
            line.ascii(" (");
            Escape.QUOTED.append(exchange.detail(), line);
            line.ascii(')');
        }
    }

    private static String label(@Nullable CloseReason reason) {
        return reason == null ? "kept" : reason.label();
    }

    private static void millis(long nanos, LineBuffer line) {
        if (nanos < 0) {
            line.ascii('-');
            return;
        }
        long tenths = nanos / NANOS_OF_TENTH;
        line.number(tenths / 10).ascii('.').ascii((char) ('0' + tenths % 10));
    }
}
