package io.clearhop.console;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What this is, whether it lives, and what can be asked. */
final class AboutApi {
    private static final String DESCRIPTION = "openapi.json";

    private final ConsoleProxy proxy;

    AboutApi(ConsoleProxy proxy) {
        this.proxy = proxy;
    }

    Answer version() {
        return Answer.json(out -> {
            out.writeStringField("product", Product.NAME);
            out.writeStringField("version", Product.VERSION);
            out.writeStringField("java", Runtime.version().toString());
        });
    }

    Answer lives() {
        return Answer.text("ok\n");
    }

    /** Whether the proxy should be sent clients. */
    Answer isReady() {
        if (proxy.isStopping()) {
            return Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "The proxy is stopping.");
        }
        return proxy.listeners().isEmpty()
                ? Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "The proxy does not listen.")
                : Answer.text("ok\n");
    }

    Answer metrics() {
        byte[] metrics = proxy.metrics();
        return metrics == null
                ? Answer.problem(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "Nothing is counted, because the proxy runs with metrics off; start it with --metrics on.")
                : Answer.of("text/plain; version=0.0.4; charset=utf-8", metrics);
    }

    Answer description() {
        try (InputStream in = AboutApi.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw new IOException(DESCRIPTION + " is not in the jar");
            }
            return Answer.json(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
