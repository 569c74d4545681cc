package io.clearhop.http;

import io.netty.buffer.ByteBuf;

/** An origin's {@code Keep-Alive: timeout=, max=} (RFC 9112 appendix C.2.2), read in place. */
public final class KeepAliveHint {
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

    private void readLine(ByteBuf in, int from, int end) {
        int i = from;
        while (i < end) {
            int stop = in.indexOf(i, end, (byte) ',');
            int elementEnd = stop < 0 ? end : stop;
            element(in, i, elementEnd);
            i = elementEnd + 1;
        }
    }

    private void element(ByteBuf in, int from, int end) {
        String parameter = Ascii.string(in, from, end).strip();
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return;
        }
        int value = number(parameter.substring(equals + 1).strip());
        String name = parameter.substring(0, equals).strip();
        if (name.equalsIgnoreCase("timeout")) {
            timeoutSeconds = value;
        } else if (name.equalsIgnoreCase("max")) {
            max = value;
        }
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : ABSENT;
    }
}
