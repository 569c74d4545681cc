package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffer into which the sockets of one event loop are read while little comes: what was read is nearly always
 * consumed before the next read, and then the same bytes serve again. Who keeps them longer has them for himself.
 * Confined to the loop.
 */
final class ReadBuffer {
    /** A usual head with a small content fits in. */
    static final int SIZE = 2048;

    // It lives as long as its loop, which is no leak to look for.
    private static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true, true);

    private @Nullable ByteBuf buffer;

    /** An empty buffer, for the caller to release. */
    ByteBuf take() {
        ByteBuf mine = buffer;
        if (mine == null || mine.refCnt() > 1) {
            close();
            mine = ALLOCATOR.directBuffer(SIZE, SIZE);
            buffer = mine;
        }
        return mine.clear().retain();
    }

    /** Gives it back. */
    void close() {
        ByteBuf mine = buffer;
        // First, for whatever happens next it is nobody's to take.
        buffer = null;
        if (mine != null) {
            mine.release();
        }
    }
}
