package io.clearhop.http;

import io.netty.util.AsciiString;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    private static final byte[] LOWER = lower();
    /** Eight bytes at once, the first of them lowest. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
    static int endOfFieldBytes(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + Long.BYTES > to) {
                return endOfFewFieldBytes(bytes, i, to);
            }
            long controls = controls((long) EIGHT.get(bytes, i));
            if (controls == 0) {
                i += Long.BYTES;
                continue;
            }
            // The lowest mark is exact: a borrow marks only bytes above a control.
            i += Long.numberOfTrailingZeros(controls) / Byte.SIZE;
            if (bytes[i] != HTAB) {
                return i;
            }
            i++;
        }
        return to;
    }

    private static int endOfFewFieldBytes(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isFieldByte(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The index of the first byte that is no white space of a value, or {@code to}. */
    static int skipSpace(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isSpaceInValue(bytes[i])) {
            i++;
        }
        return i;
    }

    /**
     * The value of {@code 1*DIGIT}, or -1 if it is none or has more than {@code maxDigits} of them, 18 at most; leading
     * zeros do not count.
     */
    static long decimal(byte[] bytes, int from, int to, int maxDigits) {
        int first = from;
        while (first < to - 1 && bytes[first] == '0') {
            first++;
        }
        if (first == to || to - first > maxDigits) {
            return -1;
        }
        long value = 0;
        for (int i = first; i < to; i++) {
            byte b = bytes[i];
            if (!isDigit(b)) {
                return -1;
            }
            value = value * 10 + b - '0';
        }
        return value;
    }

    /** Where the next member of a list begins, or {@code to}; empty members are skipped (RFC 9110 section 5.6.1.2). */
    static int memberStart(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ',' || isSpaceInValue(bytes[i]))) {
            i++;
        }
        return i;
    }

    /** Where a member of a list ends, white space excluded. */
    static int memberEnd(byte[] bytes, int start, int to) {
        int comma = indexOf(bytes, start, to, (byte) ',');
        int end = comma < 0 ? to : comma;
        while (end > start && isSpaceInValue(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** Marks those of eight bytes that are below 0x20 or are 0x7f, and perhaps some above the first of them. */
    private static long controls(long eight) {
        long del = eight ^ 0x7f7f_7f7f_7f7f_7f7fL;
        long low = (eight - 0x2020_2020_2020_2020L) & ~eight;
        return (low | (del - 0x0101_0101_0101_0101L) & ~del) & 0x8080_8080_8080_8080L;
    }

    static boolean equalsIgnoreCase(byte[] bytes, int start, int length, AsciiString other) {
        if (length != other.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = bytes[start + i];
            byte o = other.byteAt(i);
            if (b != o && LOWER[b & 0xff] != LOWER[o & 0xff]) {
                return false;
            }
        }
        return true;
    }

    static boolean equalsIgnoreCase(byte[] bytes, int start, int length, int otherStart, int otherLength) {
        if (length != otherLength) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (LOWER[bytes[start + i] & 0xff] != LOWER[bytes[otherStart + i] & 0xff]) {
                return false;
            }
        }
        return true;
    }

    static boolean equals(byte[] bytes, int start, int length, AsciiString other) {
        if (length != other.length()) {
            return false;
        }
        int offset = other.arrayOffset();
        return Arrays.equals(bytes, start, start + length, other.array(), offset, offset + length);
    }

    /** The index of the first such byte, or -1. */
    static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static String string(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static byte[] lower() {
        byte[] lower = new byte[256];
        for (int c = 0; c < 256; c++) {
            lower[c] = (byte) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        }
        return lower;
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
