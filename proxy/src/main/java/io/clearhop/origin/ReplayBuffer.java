package io.clearhop.origin;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** The content of a request that may have to be sent once more; given up when it grows too large. */
final class ReplayBuffer {
    private static final int MAX_BYTES = 64 * 1024;

    private final boolean wanted;
    private final List<ByteBuf> parts = new ArrayList<>(0);
    private int size;
    private boolean lost;

    /**
     * Makes a buffer.
     *
     * @param wanted whether the request may be repeated at all
     */
    ReplayBuffer(boolean wanted) {
        this.wanted = wanted;
    }

    /** Keeps a reference to bytes that are about to be sent. */
    void keep(ByteBuf bytes) {
        if (!wanted || lost) {
            return;
        }
        size += bytes.readableBytes();
        if (size > MAX_BYTES) {
            lost = true;
            clear();
        } else {
            parts.add(bytes.retainedDuplicate());
        }
    }

    /** Whether all that was sent is here. */
    boolean isComplete() {
        return !lost;
    }

    /** Sends it once more. */
    void writeTo(OriginConnection connection) {
        for (ByteBuf part : parts) {
            connection.write(part.retainedDuplicate());
        }
    }

    /** Lets the bytes go. */
    void clear() {
        for (ByteBuf part : parts) {
            part.release();
        }
        parts.clear();
    }
}
