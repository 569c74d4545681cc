package io.clearhop.origin;

import io.clearhop.http.BodyFraming;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The content of a request that may have to be sent once more; given up when it grows too large. It is a copy: slices
 * would keep whole read buffers in memory, however few bytes of each are the request's.
 */
final class ReplayBuffer {
    private static final int MAX_BYTES = 64 * 1024;

    private @Nullable ByteBuf kept;
    private boolean lost;

    /** Whether content that is framed like this will fit for certain. */
    static boolean holds(BodyFraming framing) {
        return switch (framing.kind()) {
            case NONE -> true;
            case LENGTH -> framing.length() <= MAX_BYTES;
            case CHUNKED, UNTIL_CLOSE -> false;
        };
    }

    /** Keeps a copy of bytes that are about to be sent. */
    void keep(ByteBuf bytes) {
        if (lost) {
            return;
        }
        int size = kept == null ? 0 : kept.readableBytes();
        if (size + bytes.readableBytes() > MAX_BYTES) {
            lose();
            return;
        }
        if (kept == null) {
            kept = bytes.alloc().buffer(bytes.readableBytes(), MAX_BYTES);
        }
        kept.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
    }

    /** Bytes are sent that are not kept. */
    void lose() {
        lost = true;
        clear();
    }

    /** Whether all that was sent is here. */
    boolean isComplete() {
        return !lost;
    }

    /** Sends it once more. */
    void writeTo(OriginConnection connection) {
        if (kept != null) {
            connection.write(kept.retainedDuplicate());
        }
    }

    /** Lets the bytes go. */
    void clear() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
