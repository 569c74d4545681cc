package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.Secrets;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client saw of a replay through one proxy.
 *
 * @param status 0 for no response
 * @param fields lines of the response's head
 * @param bytes of content
 * @param ms until the response was whole and its connection could be used again, or until it failed
 * @param responseMs until the response was whole, or null if it never was
 * @param error what went wrong, or null
 * @param timedOut whether the time was over first
 * @param closed whether the connection was closed after the response
 */
record ReplayResult(
        int status,
        List<String> fields,
        long bytes,
        double ms,
        @Nullable Double responseMs,
        @Nullable String error,
        boolean timedOut,
        boolean closed) {
    static ReplayResult failed(String error) {
        return new ReplayResult(0, List.of(), 0, 0, null, error, false, false);
    }

    /** The same without the secrets of its fields. */
    ReplayResult masked(Secrets secrets) {
        List<String> lines = fields.stream().map(secrets::mask).toList();
        return new ReplayResult(status, lines, bytes, ms, responseMs, error, timedOut, closed);
    }

    void write(JsonGenerator out, @Nullable Long exchange) throws IOException {
        if (exchange != null) {
            out.writeNumberField("exchange", exchange);
        }
        out.writeNumberField("status", status);
        out.writeNumberField("ms", ms);
        Json.time(out, "responseMs", responseMs);
        Json.text(out, "error", error);
        out.writeBooleanField("timedOut", timedOut);
        out.writeBooleanField("closed", closed);
    }
}
