package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.LiveState;
import io.clearhop.record.Snapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Everything that is recorded, with all details: as JSON, or as the page with that JSON inside. */
final class TraceExport {
    private final ConsoleProxy proxy;
    private final StateJson state;

    TraceExport(ConsoleProxy proxy) {
        this.proxy = proxy;
        state = new StateJson(proxy);
    }

    Answer json() {
        LiveState live = proxy.live();
        return live == null ? StateApi.unrecorded() : Answer.json(trace(live)).asFile("clearhop-trace.json");
    }

    Answer html() {
        LiveState live = proxy.live();
        return live == null
                ? StateApi.unrecorded()
                : Answer.of("text/html; charset=utf-8", new TracePage().with(trace(live)))
                        .asFile("clearhop-trace.html");
    }

    private byte[] trace(LiveState live) {
        Snapshot snapshot = live.snapshot(0);
        return Json.object(out -> {
            out.writeObjectFieldStart("state");
            state.members(out, live, snapshot);
            out.writeEndObject();
            lab(out);
            out.writeObjectFieldStart("details");
            for (ExchangeView exchange : snapshot.exchanges()) {
                detail(out, live.exchange(exchange.id()));
            }
            out.writeEndObject();
        });
    }

    private void lab(JsonGenerator out) throws IOException {
        Playhouse lab = proxy.playhouse();
        Playhouse.Performance performance = lab == null ? null : lab.performance();
        if (lab != null && performance != null) {
            LabJson.trace(out, lab, performance);
        }
    }

    private static void detail(JsonGenerator out, @Nullable ExchangeDetail detail) throws IOException {
        if (detail != null) {
            out.writeObjectFieldStart(Long.toString(detail.brief().id()));
            DetailJson.members(out, detail);
            out.writeEndObject();
        }
    }
}
