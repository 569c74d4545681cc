package io.clearhop.log;

import java.util.Arrays;

/** Bytes of log lines, one after the other, in a buffer that grows and is used again. Not thread-safe. */
public final class LineBuffer {
    private static final int MAX_DIGITS = 19;
    /** The two digits of the numbers below 100, for a division is what a digit costs. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private byte[] bytes = new byte[4096];
    private int length;

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
        if (value < 0) {
            return ascii(Long.toString(value));
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
        int digits = 1;
        for (long power = 10; digits < MAX_DIGITS && value >= power; power *= 10) {
            digits++;
        }
        return digits;
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
