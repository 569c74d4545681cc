package io.clearhop.log;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes summaries of exchanges: each method changes one thing of a usual one. */
public final class Summaries {
    private static final String REQUEST = "GET http://o.test/ HTTP/1.1\r\nHost: o.test\r\n\r\n";

    private long client = 2;
    private @Nullable SocketAddress clientAddress = new InetSocketAddress("127.0.0.1", 40312);
    private @Nullable String user;
    private byte[] requestHead = REQUEST.getBytes(StandardCharsets.ISO_8859_1);
    private @Nullable Origin nextHop = new Origin("o.test", 80);
    private long origin = 5;
    private int nthOfOrigin = 2;
    private int attempts = 1;
    private long[] nanos = {249_999, 11_800_000, 12_149_999};
    private long queuedNanos = -1;
    private int status = 200;
    private Outcome outcome = Outcome.FORWARDED;
    private @Nullable String detail;
    private @Nullable CloseReason clientClose;
    private @Nullable CloseReason originClose;

    /** What most exchanges are like. */
    public static Summaries usual() {
        return new Summaries();
    }

    /** Another connection of a client. */
    public Summaries ofClient(long number) {
        client = number;
        return this;
    }

    /** Another address of the client. */
    public Summaries from(@Nullable SocketAddress address) {
        clientAddress = address;
        return this;
    }

    /** A client that gave a password. */
    public Summaries user(String name) {
        user = name;
        return this;
    }

    /** Another request head. */
    public Summaries request(String head) {
        requestHead = head.getBytes(StandardCharsets.ISO_8859_1);
        return this;
    }

    /** Another next hop. */
    public Summaries to(@Nullable Origin hop) {
        nextHop = hop;
        return this;
    }

    /** Another connection to the origin. */
    public Summaries origin(long connection, int nth, int sent) {
        origin = connection;
        nthOfOrigin = nth;
        attempts = sent;
        return this;
    }

    /** It waited for a connection. */
    public Summaries queued(long waited) {
        queuedNanos = waited;
        return this;
    }

    /** Other times. */
    public Summaries nanos(long forwarded, long firstByte, long total) {
        nanos = new long[] {forwarded, firstByte, total};
        return this;
    }

    /** Another end. */
    public Summaries ended(int code, Outcome how, @Nullable String why) {
        status = code;
        outcome = how;
        detail = why;
        return this;
    }

    /** Connections that close. */
    public Summaries closed(@Nullable CloseReason ofClient, @Nullable CloseReason ofOrigin) {
        clientClose = ofClient;
        originClose = ofOrigin;
        return this;
    }

    /** The summary. */
    public ExchangeSummary make() {
        return new ExchangeSummary(
                7,
                client,
                3,
                clientAddress,
                user,
                requestHead,
                nextHop,
                origin,
                nthOfOrigin,
                attempts,
                1_709_210_096_000L,
                queuedNanos,
                nanos[0],
                nanos[1],
                nanos[2],
                status,
                10,
                1256,
                outcome,
                detail,
                clientClose,
                originClose);
    }

    /** The line that a format makes of it. */
    String as(AccessFormat format) {
        return Lines.of(line -> format.append(make(), line));
    }
}
