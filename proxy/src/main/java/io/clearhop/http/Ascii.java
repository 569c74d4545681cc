package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** The character classes of RFC 9110 section 5.6 and RFC 3986, and comparison of bytes in place. */
final class Ascii {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SP = ' ';
    static final byte HTAB = '\t';

    private static final int TCHAR = 1;
    private static final int FIELD = 2;
    private static final int TARGET = 4;
    private static final int REG_NAME = 8;
    private static final byte[] CLASSES = classes();

    private Ascii() {}

    /** A byte of a token (RFC 9110 section 5.6.2). */
    static boolean isTchar(byte b) {
        return (CLASSES[b & 0xff] & TCHAR) != 0;
    }

    /** A byte that a field value or reason phrase may hold: HTAB, SP, VCHAR, obs-text (RFC 9110 section 5.5). */
    static boolean isFieldByte(byte b) {
        return (CLASSES[b & 0xff] & FIELD) != 0;
    }

    /**
     * A byte that may stand in a request target (RFC 9112 section 3.2): a VCHAR, but not the mark of a fragment and none
     * of the three that no browser leaves unescaped. RFC 3986 has seven more that a path or query must not hold, {@code
     * [ ] \ ^ ` { | }}, but browsers send them as they are (the percent-encode sets of the WHATWG URL standard).
     */
    static boolean isTargetByte(byte b) {
        return (CLASSES[b & 0xff] & TARGET) != 0;
    }

    /** A byte of a reg-name, the percent sign of an escape included (RFC 3986 section 3.2.2). */
    static boolean isRegNameByte(byte b) {
        return (CLASSES[b & 0xff] & REG_NAME) != 0;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isAlpha(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hexDigit(byte b) {
        if (isDigit(b)) {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static boolean isOws(byte b) {
        return b == SP || b == HTAB;
    }

    /** White space of a received value: CR and LF stand there only as a fold, which means SP (RFC 9112 section 5.2). */
    static boolean isSpaceInValue(byte b) {
        return b == SP || b == HTAB || b == CR || b == LF;
    }

    /**
     * The index of the first byte that no line may hold, which is where a line ends: CR, LF or another control. Looks at
     * eight bytes at a time.
     *
     * @return the index, or {@code to}
     */
    static int endOfFieldBytes(ByteBuf bytes, int from, int to) {
        int i = from;
        while (i < to) {
            while (i + Long.BYTES <= to && !mayHoldControl(bytes.getLong(i))) {
                i += Long.BYTES;
            }
            for (int eight = Math.min(i + Long.BYTES, to); i < eight; i++) {
                if (!isFieldByte(bytes.getByte(i))) {
                    return i;
                }
            }
        }
        return to;
    }

    /** The index of the first byte that is no white space of a value, or {@code to}. */
    static int skipSpace(ByteBuf bytes, int from, int to) {
        int i = from;
        while (i < to && isSpaceInValue(bytes.getByte(i))) {
            i++;
        }
        return i;
    }

    /**
     * The value of {@code 1*DIGIT}, or -1 if it is none or has more than {@code maxDigits} of them, 18 at most; leading
     * zeros do not count.
     */
    static long decimal(ByteBuf bytes, int from, int to, int maxDigits) {
        int first = from;
        while (first < to - 1 && bytes.getByte(first) == '0') {
            first++;
        }
        if (first == to || to - first > maxDigits) {
            return -1;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            byte b = bytes.getByte(i);
            if (!isDigit(b)) {
                return -1;
            }
            value = value * 10 + b - '0';
        }
        return value;
    }

    /** Where the next member of a list begins, or {@code to}; empty members are skipped (RFC 9110 section 5.6.1.2). */
    static int memberStart(ByteBuf bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes.getByte(i) == ',' || isSpaceInValue(bytes.getByte(i)))) {
            i++;
        }
        return i;
    }

    /** Where a member of a list ends, white space excluded. */
    static int memberEnd(ByteBuf bytes, int start, int to) {
        int comma = bytes.indexOf(start, to, (byte) ',');
        int end = comma < 0 ? to : comma;
        while (end > start && isSpaceInValue(bytes.getByte(end - 1))) {
            end--;
        }
        return end;
    }

    /** Whether one of eight bytes is below 0x20 or is 0x7f; a HTAB counts as well and is left to the caller. */
    private static boolean mayHoldControl(long eight) {
        long del = eight ^ 0x7f7f_7f7f_7f7f_7f7fL;
        long low = (eight - 0x2020_2020_2020_2020L) & ~eight;
        return ((low | (del - 0x0101_0101_0101_0101L) & ~del) & 0x8080_8080_8080_8080L) != 0;
    }

    static boolean equalsIgnoreCase(ByteBuf bytes, int start, int length, AsciiString other) {
        if (length != other.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes.getByte(start + i)) != lower(other.byteAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean equalsIgnoreCase(ByteBuf bytes, int start, int length, int otherStart, int otherLength) {
        if (length != otherLength) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes.getByte(start + i)) != lower(bytes.getByte(otherStart + i))) {
                return false;
            }
        }
        return true;
    }

    static boolean equals(ByteBuf bytes, int start, int length, AsciiString other) {
        if (length != other.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes.getByte(start + i) != other.byteAt(i)) {
                return false;
            }
        }
        return true;
    }

    static String string(ByteBuf bytes, int start, int end) {
        return bytes.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0) {
                classes[c] |= TCHAR;
            }
            if (c == HTAB || c >= 0x20 && c != 0x7f) {
                classes[c] |= FIELD;
            }
            if (c > 0x20 && c < 0x7f && "#\"<>".indexOf(c) < 0) {
                classes[c] |= TARGET;
            }
            if (alphanumeric || "-._~%!$&'()*+,;=".indexOf(c) >= 0) {
                classes[c] |= REG_NAME;
            }
        }
        return classes;
    }
}
