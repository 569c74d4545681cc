package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.LiveState;
import io.clearhop.record.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * Everything that is recorded, with details: as JSON, or as the page with that JSON inside. Where heads are large, details
 * of the newest exchanges alone.
 */
final class TraceExport {
    private static final String LEFT_OUT = "Left out: with the heads of all exchanges the trace would be too large.";

    private final ConsoleProxy proxy;
    private final long most;
    private final StateJson state;

    /**
     * Makes one.
     *
     * @param most after how many bytes details are left out
     */
    TraceExport(ConsoleProxy proxy, long most) {
        this.proxy = proxy;
        this.most = most;
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
            List<ExchangeView> all = snapshot.exchanges();
            for (int i = all.size() - 1; i >= 0; i--) {
                detail(out, all.get(i).id(), live);
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

    private void detail(JsonGenerator out, long id, LiveState live) throws IOException {
        boolean room = Json.written(out) < most;
        ExchangeDetail detail = room ? live.exchange(id) : null;
        if (room && detail == null) {
            return;
        }
        out.writeObjectFieldStart(Long.toString(id));
        if (detail == null) {
            out.writeStringField("headsWhy", LEFT_OUT);
        } else {
            DetailJson.members(out, detail);
        }
        out.writeEndObject();
    }
}
