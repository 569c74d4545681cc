package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.config.ProxyConfig;
import io.clearhop.config.Timeouts;
import io.clearhop.record.LiveState;
import io.clearhop.record.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What the stream sends: everything, or what has changed. */
final class StateJson {
    /** An exchange in which nothing has moved for this long is said to hang. */
    private static final long HUNG_AFTER_MILLIS = 1000;

    private final ConsoleProxy proxy;

    StateJson(ConsoleProxy proxy) {
        this.proxy = proxy;
    }

    /** What has changed since, as an object. */
    byte[] bytes(LiveState live, Snapshot snapshot) {
        return Json.object(out -> members(out, live, snapshot));
    }

    void members(JsonGenerator out, LiveState live, Snapshot snapshot) throws IOException {
        out.writeNumberField("version", snapshot.version());
        out.writeNumberField("now", snapshot.now());
        out.writeNumberField("startedAt", live.clock().startedAt());
        listeners(out);
        if (snapshot.whole()) {
            about(out, true);
            out.writeBooleanField("secretsMasked", live.secretsMasked());
        }
        counts(out, snapshot.counts());
        Json.list(out, "connections", snapshot.connections(), EntityJson::connection);
        Json.list(out, "exchanges", snapshot.exchanges(), EntityJson::exchange);
        out.writeObjectFieldStart("gone");
        Json.numbers(out, "connections", snapshot.goneConnections());
        Json.numbers(out, "exchanges", snapshot.goneExchanges());
        out.writeEndObject();
    }

    /** The state of a proxy that records nothing. */
    byte[] unrecorded() {
        return Json.object(out -> {
            out.writeNumberField("version", 0);
            out.writeNumberField("now", 0);
            out.writeNumberField("startedAt", 0);
            listeners(out);
            about(out, false);
            out.writeBooleanField("secretsMasked", true);
            counts(out, new Snapshot.Counts(0, 0, 0));
            Json.list(out, "connections", List.<Long>of(), JsonGenerator::writeNumber);
            Json.list(out, "exchanges", List.<Long>of(), JsonGenerator::writeNumber);
        });
    }

    private void about(JsonGenerator out, boolean recording) throws IOException {
        ProxyConfig config = proxy.config();
        out.writeStringField("product", Product.TEXT);
        out.writeStringField("node", config.via());
        out.writeBooleanField("recording", recording);
        Timeouts timeouts = config.timeouts();
        out.writeObjectFieldStart("limits");
        out.writeNumberField("clientIdle", timeouts.clientIdle().toMillis());
        out.writeNumberField("originIdle", timeouts.originIdle().toMillis());
        out.writeNumberField("originAnswer", timeouts.responseHead().toMillis());
        out.writeNumberField("hungAfter", HUNG_AFTER_MILLIS);
        if (config.pool().perClient() > 0) {
            out.writeNumberField("clientsPerOrigin", config.pool().perClient());
        }
        out.writeNumberField("originConnections", config.pool().connections());
        out.writeEndObject();
    }

    private void counts(JsonGenerator out, Snapshot.Counts counts) throws IOException {
        out.writeObjectFieldStart("counts");
        out.writeNumberField("dropped", proxy.droppedEvents());
        out.writeNumberField("unwatched", counts.unwatched());
        out.writeNumberField("exchanges", counts.exchanges());
        out.writeNumberField("hung", counts.hung());
        out.writeNumberField("sampling", proxy.config().recording().rate());
        out.writeEndObject();
    }

    private void listeners(JsonGenerator out) throws IOException {
        out.writeFieldName("listeners");
        listeners(out, proxy);
    }

    static void listeners(JsonGenerator out, ConsoleProxy proxy) throws IOException {
        out.writeStartArray();
        for (ConsoleProxy.Listening listener : proxy.listeners()) {
            out.writeStartObject();
            out.writeStringField("address", EntityJson.text(listener.address()));
            out.writeStringField("mode", listener.mode().name().toLowerCase(Locale.ROOT));
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
