package io.clearhop.observe;

import io.clearhop.http.CloseReason;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
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
    private final LogTime time;
    private final LogAddress addresses = new LogAddress();

    /**
     * Makes the format.
     *
     * @param zone in which times are written
     */
    public HopFormat(ZoneId zone) {
        time = new LogTime(zone);
    }

    @Override
    public void append(ExchangeSummary exchange, StringBuilder line) {
        time.append(exchange.epochMillis(), line);
        line.append(" x").append(exchange.exchange());
        line.append(" c").append(exchange.client()).append('#').append(exchange.nthOfClient());
        line.append(' ');
        addresses.append(exchange.clientAddress(), true, line);
        line.append(" \"");
        LogText.requestLine(exchange.requestHead(), line);
        line.append("\" ");
        if (exchange.status() == 0) {
            line.append('-');
        } else {
            line.append(exchange.status());
        }
        if (exchange.origin() == 0) {
            line.append(" o-");
        } else {
            line.append(" o").append(exchange.origin()).append('#').append(exchange.nthOfOrigin());
            line.append(exchange.nthOfOrigin() > 1 ? " reused" : " new");
        }
        if (exchange.attempts() > 1) {
            line.append(" attempts=").append(exchange.attempts());
        }
        line.append(" in=").append(exchange.requestBytes()).append(" out=").append(exchange.responseBytes());
        line.append(" ms=");
        millis(exchange.forwardedNanos(), line);
        line.append('/');
        millis(exchange.firstByteNanos(), line);
        line.append('/');
        millis(exchange.totalNanos(), line);
        if (exchange.user() != null) {
            line.append(" user=");
            LogText.user(exchange.user(), line);
        }
        line.append(' ').append(exchange.outcome().label());
        line.append(" client=").append(label(exchange.clientClose()));
        if (exchange.origin() != 0) {
            line.append(" origin=").append(label(exchange.originClose()));
        }
        if (exchange.detail() != null) {
            line.append(" (");
            LogText.escape(exchange.detail(), line);
            line.append(')');
        }
    }

    private static String label(@Nullable CloseReason reason) {
        return reason == null ? "kept" : reason.label();
    }

    private static void millis(long nanos, StringBuilder line) {
        if (nanos < 0) {
            line.append('-');
            return;
        }
        long tenths = TimeUnit.NANOSECONDS.toMicros(nanos) / 100;
        line.append(tenths / 10).append('.').append(tenths % 10);
    }
}
