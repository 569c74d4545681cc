package io.clearhop.exchange;

import io.netty.buffer.ByteBuf;

/** A source that takes nothing of the request's content, and has nothing of a response that it could hold back. */
public abstract class ContentlessSource implements ResponseSource {
    @Override
    public final boolean wantsContent() {
        return false;
    }

    @Override
    public final void content(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public final long fromClient() {
        return 0;
    }

    @Override
    public final long toClient() {
        return 0;
    }

    @Override
    public final void flush() {
        // nothing was written
    }

    @Override
    public final void requestEnd() {
        // nobody waits for it
    }

    @Override
    public final void resume() {
        // nothing is held back
    }
}
