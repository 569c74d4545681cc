package io.clearhop.http;

import io.netty.util.AsciiString;

/** An origin's {@code Keep-Alive: timeout=, max=} (RFC 9112 appendix C.2.2), read in place. */
public final class KeepAliveHint {
    private static final AsciiString TIMEOUT = AsciiString.cached("timeout");
    private static final AsciiString MAX = AsciiString.cached("max");
    private static final int MAX_DIGITS = 9;
    private static final int ABSENT = -1;

    private int timeoutSeconds = ABSENT;
    private int max = ABSENT;

    /** Reads the field of a response head; parameters that are not plain numbers count as absent. */
    public void read(Head head) {
        timeoutSeconds = ABSENT;
        max = ABSENT;
        for (int i = head.find(Field.KEEP_ALIVE, 0); i >= 0; i = head.find(Field.KEEP_ALIVE, i + 1)) {
            readLine(head.bytes(), head.valueStart(i), head.valueEnd(i));
        }
    }

    /** Whether the origin says how long it keeps an idle connection. */
    public boolean hasTimeout() {
        return timeoutSeconds >= 0;
    }

    /** What it says, or -1. */
    public int timeoutSeconds() {
        return timeoutSeconds;
    }

    /**
     * How long to keep the connection idle: the origin's timeout less a margin, so that a request never meets the
     * origin's close on the way: a second, or half of a timeout that is shorter than two.
     *
     * @return milliseconds
     */
    public long idleMillis() {
        long millis = timeoutSeconds * 1000L;
        return millis >= 2000 ? millis - 1000 : millis / 2;
    }

    /** Whether the origin says that it takes no further exchange on the connection. */
    public boolean isLast() {
        return max == 0;
    }

    private void readLine(byte[] in, int from, int end) {
        for (int at = Ascii.memberStart(in, from, end); at < end; ) {
            int memberEnd = Ascii.memberEnd(in, at, end);
            parameter(in, at, memberEnd);
            at = Ascii.memberStart(in, memberEnd, end);
        }
    }

    private void parameter(byte[] in, int from, int end) {
        int equals = Ascii.indexOf(in, from, end, (byte) '=');
        if (equals < 0) {
            return;
        }
        int nameLength = Ascii.memberEnd(in, from, equals) - from;
        if (Ascii.equalsIgnoreCase(in, from, nameLength, TIMEOUT)) {
            timeoutSeconds = number(in, equals + 1, end);
        } else if (Ascii.equalsIgnoreCase(in, from, nameLength, MAX)) {
            max = number(in, equals + 1, end);
        }
    }

    private static int number(byte[] in, int from, int end) {
        long value = Ascii.decimal(in, Ascii.skipSpace(in, from, end), end, MAX_DIGITS);
        return value < 0 ? ABSENT : (int) value;
    }
}
