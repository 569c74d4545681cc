package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A buffer that serves all sockets of one event loop, for what is read and consumed, or written and sent, within one
 * call: the same bytes serve again for the next. Who keeps them longer has them for himself. Confined to the loop.
 */
final class LoopBuffer {
    // It lives as long as its loop, which is no leak to look for.
    private static final UnpooledByteBufAllocator ALLOCATOR = new UnpooledByteBufAllocator(true, true);

    private final int size;
    private @Nullable ByteBuf buffer;

    LoopBuffer(int size) {
        this.size = size;
    }

    /** How much it holds. */
    int size() {
        return size;
    }

    /** An empty buffer, for the caller to release. */
    ByteBuf take() {
        ByteBuf mine = buffer;
        if (mine == null || mine.refCnt() > 1) {
            close();
            mine = ALLOCATOR.directBuffer(size);
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
