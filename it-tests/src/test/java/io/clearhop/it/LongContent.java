package io.clearhop.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Content of any length that nobody stores: each block is the same noise behind its own number, so whoever receives it
 * can tell for each byte what it should be, and a block that is lost, doubled or moved shows as well.
 */
final class LongContent {
    private static final int BLOCK = 1 << 20;

    private final byte[] block = new byte[BLOCK];
    private long number = -1;
    private int position = BLOCK;
    private long passed;

    LongContent() {
        new Random(1).nextBytes(block);
    }

    /** How many bytes were sent or found right. */
    long passed() {
        return passed;
    }

    /** Sends this many bytes. */
    void send(long length, OutputStream out) throws IOException {
        long end = passed + length;
        while (passed < end) {
            int part = (int) Math.min(rest(), end - passed);
            out.write(block, position, part);
            pass(part);
        }
    }

    /** Reads to the end, and fails at the first byte that is not what it should be. */
    void check(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            check(buffer, read);
        }
    }

    private void check(byte[] bytes, int length) {
        int done = 0;
        while (done < length) {
            int part = Math.min(rest(), length - done);
            int wrong = Arrays.mismatch(bytes, done, done + part, block, position, position + part);
            if (wrong >= 0) {
                throw new AssertionError("byte " + (passed + wrong) + " is wrong");
            }
            pass(part);
            done += part;
        }
    }

    private int rest() {
        if (position == BLOCK) {
            ByteBuffer.wrap(block).putLong(++number);
            position = 0;
        }
        return BLOCK - position;
    }

    private void pass(int bytes) {
        position += bytes;
        passed += bytes;
    }
}
