package io.clearhop.log;

import java.util.Arrays;

/** Bytes of log lines, one after the other, in a buffer that grows and is used again. Not thread-safe. */
public final class LineBuffer {
    private static final int ROOM = 4096;
    /** {@code POWERS[n]} is the smallest number of more than {@code n} digits. */
    private static final long[] POWERS = new long[19];
    /** The decimal digits of a binary one are 1233/4096, nearly. */
    private static final int LOG = 1233;

    private static final int LOG_SHIFT = 12;
    /** The two digits of the numbers below 100, for a division is what a digit costs. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private byte[] bytes;
    private int length;

    /** Makes one that has room for many lines. */
    public LineBuffer() {
        this(ROOM);
    }

    LineBuffer(int room) {
        bytes = new byte[room];
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Whether nothing has been appended. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Forgets the bytes and keeps the room. */
    public void clear() {
        length = 0;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Appends text of which the caller knows that it is ASCII. */
    @SuppressWarnings("deprecation") // Of each char the low byte, which is all that ASCII has; a copy and no encoder.
    public LineBuffer ascii(String text) {
        int size = text.length();
        reserve(size);
        text.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    /** Appends one ASCII character. */
    public LineBuffer ascii(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Appends all that is in another one. */
    LineBuffer all(LineBuffer other) {
        return bytes(other.bytes, 0, other.length);
    }

    /** Appends bytes as they are. */
    public LineBuffer bytes(byte[] from, int start, int end) {
        int size = end - start;
        reserve(size);
        System.arraycopy(from, start, bytes, length, size);
        length += size;
        return this;
    }

    /** Appends a number. */
    public LineBuffer number(long value) {
        if (value < 10) {
            return value < 0 ? ascii(Long.toString(value)) : ascii((char) ('0' + value));
        }
        int digits = digits(value);
        reserve(digits);
        int start = length;
        int at = start + digits;
        length = at;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) rest;
        while (at - start > 1) {
            int pair = small % 100;
            small /= 100;
            bytes[--at] = ONES[pair];
            bytes[--at] = TENS[pair];
        }
        if (at > start) {
            bytes[start] = (byte) ('0' + small);
        }
        return this;
    }

    private static int digits(long value) {
        // Even 0 has a digit, and no other power of ten is odd.
        long odd = value | 1;
        int fewest = ((Long.SIZE - Long.numberOfLeadingZeros(odd)) * LOG) >> LOG_SHIFT;
        return odd >= POWERS[fewest] ? fewest + 1 : fewest;
    }

    /** Appends the last {@code digits} digits of a number that is not negative, with zeros before it. */
    public LineBuffer padded(long value, int digits) {
        reserve(digits);
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Appends a number that is not negative, with spaces before it where it is short. */
    public LineBuffer aligned(long value, int width) {
        for (int digits = digits(value); digits < width; digits++) {
            ascii(' ');
        }
        return number(value);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
