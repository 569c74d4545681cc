package io.clearhop.client;

import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.http.CloseReason;
import io.netty.buffer.ByteBuf;

/** The answer to a request that may not be forwarded. Event loop. */
final class RefusedSource implements ResponseSource {
    private final ResponseSink sink;
    private final ProxyError error;
    private final String detail;

    RefusedSource(ResponseSink sink, ProxyError error, String detail) {
        this.sink = sink;
        this.error = error;
        this.detail = detail;
    }

    @Override
    public void start() {
        sink.failed(error, detail);
    }

    // It is over with its start.

    @Override
    public boolean wantsContent() {
        return false;
    }

    @Override
    public void content(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void flush() {
        // nothing is written to anyone
    }

    @Override
    public void requestEnd() {
        // nobody waits for it
    }

    @Override
    public void resume() {
        // nothing is held back
    }

    @Override
    public void abandon(CloseReason why) {
        // nothing is under way
    }
}
