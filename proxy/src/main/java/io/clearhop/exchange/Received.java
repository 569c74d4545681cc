package io.clearhop.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection that have arrived and are not consumed: usually those of the last read, more only while a
 * head or a trailer section arrives in parts, or while the other hop takes nothing. Owns its buffer.
 */
public final class Received {
    private @Nullable ByteBuf bytes;

    /** Adds what was read, and takes the duty to release it. */
    public void add(ByteBuf in, ByteBufAllocator alloc) {
        bytes = bytes == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(alloc, bytes, in);
    }

    /** The bytes, for consuming; an empty buffer if there are none. */
    public ByteBuf bytes() {
        return bytes == null ? Unpooled.EMPTY_BUFFER : bytes;
    }

    /** How many there are. */
    public int size() {
        return bytes == null ? 0 : bytes.readableBytes();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Gives the buffer back if all of it has been consumed. */
    public void releaseConsumed() {
        if (bytes != null && !bytes.isReadable()) {
            release();
        }
    }

    /** Hands the bytes over, and the duty to release them; null if there are none. */
    public @Nullable ByteBuf take() {
        releaseConsumed();
        ByteBuf taken = bytes;
        bytes = null;
        return taken;
    }

    /** Drops the bytes. */
    public void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
