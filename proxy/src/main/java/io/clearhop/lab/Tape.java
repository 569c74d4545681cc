package io.clearhop.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The bytes of one direction in their order: the part that was read, then the part that is still unread.
 *
 * <p>Any thread: the tests look at a tape while the script's thread goes on.
 */
final class Tape {
    private byte[] bytes = new byte[1024];
    private int readUpTo;
    private int end;
    private long total;
    private boolean recording = true;

    synchronized void append(byte[] source, int from, int length) {
        if (!recording) {
            dropRead();
        }
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length));
        }
        System.arraycopy(source, from, bytes, end, length);
        end += length;
        total += length;
    }

    /** Keeps only unread bytes from now on. */
    synchronized void stopRecording() {
        recording = false;
        dropRead();
    }

    private void dropRead() {
        System.arraycopy(bytes, readUpTo, bytes, 0, end - readUpTo);
        end -= readUpTo;
        readUpTo = 0;
    }

    synchronized int unread() {
        return end - readUpTo;
    }

    synchronized String peek() {
        return new String(bytes, readUpTo, unread(), ISO_8859_1);
    }

    /** Reads {@code length} bytes, which have to be there. */
    synchronized String take(int length) {
        String taken = new String(bytes, readUpTo, length, ISO_8859_1);
        readUpTo += length;
        return taken;
    }

    synchronized void skipUnread() {
        readUpTo = end;
    }

    /** Returns how many unread bytes precede {@code wanted}, looking from the given one on; -1 if it isn't there. */
    synchronized int find(byte[] wanted, int from) {
        for (int at = readUpTo + from; at <= end - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at - readUpTo;
            }
        }
        return -1;
    }

    /** Returns everything recorded, read or not. */
    synchronized String recorded() {
        if (!recording) {
            dropRead();
        }
        return new String(bytes, 0, end, ISO_8859_1);
    }

    /** Returns the number of bytes that ever passed, recorded or not. */
    synchronized long total() {
        return total;
    }
}
