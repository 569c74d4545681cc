package io.clearhop.client;

import io.clearhop.exchange.ContentlessSource;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.Standing;

/** The answer to a request that may not be forwarded. Event loop. */
final class RefusedSource extends ContentlessSource {
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

    @Override
    public Standing standing() {
        return Standing.DECIDING;
    }

    @Override
    public void abandon(CloseReason why) {
        // it was over with its start
    }
}
