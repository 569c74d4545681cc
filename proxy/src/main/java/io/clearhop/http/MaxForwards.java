package io.clearhop.http;

/**
 * {@code Max-Forwards} of TRACE and OPTIONS: how often the request may still be forwarded (RFC 9110 section 7.6.2). In
 * requests of other methods it means nothing.
 */
public final class MaxForwards {
    /** The request does not limit its hops. */
    public static final int NONE = -1;

    static final int INVALID = -2;
    /** What a proxy makes of a larger value: its own largest, as section 7.6.2 says. */
    static final int LARGEST = Integer.MAX_VALUE;

    private MaxForwards() {}

    /** What is left, {@link #NONE} where nothing is limited; of no use if {@link #isInvalid}. */
    public static int of(Head head) {
        return isCounted(head.method()) ? read(head) : NONE;
    }

    /** A value that is no number, or two of them, cannot be checked and updated, as every proxy must. */
    public static boolean isInvalid(Head head) {
        return of(head) == INVALID;
    }

    private static boolean isCounted(Method method) {
        return method == Method.TRACE || method == Method.OPTIONS;
    }

    private static int read(Head head) {
        int line = head.find(Field.MAX_FORWARDS, 0);
        if (line < 0) {
            return NONE;
        }
        if (head.find(Field.MAX_FORWARDS, line + 1) >= 0) {
            return INVALID;
        }
        return decimal(head, head.valueStart(line), head.valueEnd(line));
    }

    /** {@code 1*DIGIT}, of any length. */
    private static int decimal(Head head, int from, int to) {
        if (from == to) {
            return INVALID;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            byte b = head.bytes()[i];
            if (!Ascii.isDigit(b)) {
                return INVALID;
            }
            value = Math.min(value * 10 + b - '0', LARGEST);
        }
        return (int) value;
    }
}
