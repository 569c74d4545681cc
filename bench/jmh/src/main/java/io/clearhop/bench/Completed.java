package io.clearhop.bench;

import io.clearhop.http.Origin;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Ends of exchanges, as they come to observers under load. */
final class Completed {
    /** About as many come together. */
    static final int MANY = 200;

    private Completed() {}

    static ProxyEvent[] exchanges() {
        ByteBuf request = Messages.request();
        byte[] head = ByteBufUtil.getBytes(request);
        request.release();
        ProxyEvent[] events = new ProxyEvent[MANY];
        for (int i = 0; i < MANY; i++) {
            events[i] = new ProxyEvent.ExchangeCompleted(0, summary(i, head));
        }
        return events;
    }

    private static ExchangeSummary summary(int i, byte[] head) {
        return new ExchangeSummary(
                1_000_000L + i,
                100 + i % 64,
                1000 + i,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000 + i % 64),
                null,
                head,
                new Origin("127.0.0.1", 8000),
                200 + i % 64,
                2000 + i,
                1,
                1_795_262_833_000L + i / 10,
                -1,
                120_000 + i,
                800_000 + i,
                850_000 + i,
                200,
                0,
                1024,
                Outcome.FORWARDED,
                null,
                null,
                null);
    }
}
