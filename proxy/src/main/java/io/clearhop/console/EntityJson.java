package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.config.HostPort;
import io.clearhop.record.AttemptView;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.HangView;
import io.clearhop.record.Label;
import io.clearhop.record.Mark;
import io.clearhop.record.Saying;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections and exchanges as JSON, without their details. */
final class EntityJson {
    private EntityJson() {}

    static void connection(JsonGenerator out, ConnectionView c) throws IOException {
        out.writeStartObject();
        connectionMembers(out, c);
        out.writeEndObject();
    }

    static void connectionMembers(JsonGenerator out, ConnectionView c) throws IOException {
        out.writeNumberField("id", c.id());
        out.writeStringField("side", c.side().word());
        out.writeStringField("mode", mode(c.dumb()));
        address(out, "remote", c.remote());
        address(out, "local", c.local());
        if (c.origin() != null) {
            out.writeStringField("origin", c.origin());
            out.writeBooleanField("parent", c.parent());
            out.writeNumberField("slot", c.slot());
        }
        out.writeStringField("state", c.state().word());
        out.writeNumberField("opened", c.opened());
        Json.time(out, "connectMs", c.connectMs());
        Json.time(out, "closed", c.closed());
        label(out, "why", c.why());
        Json.text(out, "by", c.by() == null ? null : c.by().word());
        out.writeNumberField("exchanges", c.exchanges());
        Json.time(out, "idleSince", c.idleSince());
        Json.time(out, "idleEnds", c.idleEnds());
        Json.text(out, "idleEndsBy", c.idleEndsBy());
        Json.list(out, "marks", c.marks(), EntityJson::mark);
        out.writeNumberField("version", c.version());
    }

    private static void mark(JsonGenerator out, Mark mark) throws IOException {
        out.writeStartObject();
        out.writeNumberField("t", mark.t());
        out.writeStringField("kind", mark.kind().word());
        out.writeStringField("by", mark.by().word());
        out.writeEndObject();
    }

    static void exchange(JsonGenerator out, ExchangeView x) throws IOException {
        out.writeStartObject();
        exchangeMembers(out, x);
        out.writeEndObject();
    }

    static void exchangeMembers(JsonGenerator out, ExchangeView x) throws IOException {
        out.writeNumberField("id", x.id());
        out.writeNumberField("client", x.client());
        out.writeNumberField("nth", x.nth());
        if (x.origin() != null) {
            out.writeNumberField("origin", x.origin());
            out.writeNumberField("nthOfOrigin", x.nthOfOrigin());
        }
        Label choice = x.originWhy();
        Json.text(out, "originWhy", choice == null ? null : choice.label() + ": " + choice.sentence());
        out.writeStringField("method", x.method());
        out.writeStringField("target", x.target());
        out.writeStringField("protocol", x.protocol());
        out.writeNumberField("status", x.status());
        out.writeStringField("mode", mode(x.dumb()));
        out.writeStringField("kind", x.kind().word());
        times(out, x);
        out.writeNumberField("requestBytes", x.requestBytes());
        out.writeNumberField("responseBytes", x.responseBytes());
        Json.list(out, "attempts", x.attempts(), EntityJson::attempt);
        label(out, "outcome", x.outcome());
        Json.text(out, "detail", x.detail());
        label(out, "clientClose", x.clientClose());
        label(out, "originClose", x.originClose());
        out.writeBooleanField("watched", x.watched());
        hang(out, x.hang());
        out.writeNumberField("version", x.version());
    }

    private static void times(JsonGenerator out, ExchangeView x) throws IOException {
        out.writeNumberField("started", x.started());
        Json.time(out, "requestEnded", x.requestEnded());
        Json.time(out, "forwarded", x.forwarded());
        Json.time(out, "firstByte", x.firstByte());
        Json.time(out, "ended", x.ended());
        out.writeNumberField("lastProgress", x.lastProgress());
    }

    private static void attempt(JsonGenerator out, AttemptView attempt) throws IOException {
        out.writeStartObject();
        out.writeNumberField("origin", attempt.origin());
        out.writeNumberField("began", attempt.began());
        Json.time(out, "ended", attempt.ended());
        Json.text(out, "why", attempt.why());
        out.writeBooleanField("retried", attempt.retried());
        out.writeEndObject();
    }

    private static void hang(JsonGenerator out, @Nullable HangView hang) throws IOException {
        if (hang == null) {
            return;
        }
        out.writeObjectFieldStart("hang");
        out.writeNumberField("since", hang.since());
        said(out, hang.said());
        Json.list(out, "waits", hang.waits(), EntityJson::wait);
        HangView.Cause cause = hang.cause();
        if (cause != null) {
            out.writeObjectFieldStart("cause");
            out.writeStringField("field", cause.field());
            out.writeStringField("in", cause.in());
            said(out, cause.said());
            Json.text(out, "section", cause.section());
            out.writeEndObject();
        }
        Json.time(out, "endsAt", hang.endsAt());
        Json.text(out, "endsBy", hang.endsBy());
        out.writeEndObject();
    }

    private static void said(JsonGenerator out, Saying said) throws IOException {
        out.writeStringField("label", said.label());
        out.writeStringField("sentence", said.sentence());
        values(out, said);
    }

    /** What stands in the places of a sentence, where it has any. */
    static void values(JsonGenerator out, Saying said) throws IOException {
        if (!said.values().isEmpty()) {
            out.writeObjectFieldStart("values");
            for (Map.Entry<String, String> value : said.values().entrySet()) {
                out.writeStringField(value.getKey(), value.getValue());
            }
            out.writeEndObject();
        }
    }

    private static void wait(JsonGenerator out, HangView.Wait wait) throws IOException {
        out.writeStartObject();
        out.writeStringField("who", wait.who());
        out.writeStringField("for", wait.what());
        out.writeStringField("from", wait.from());
        out.writeEndObject();
    }

    private static void label(JsonGenerator out, String name, @Nullable Label label) throws IOException {
        if (label != null) {
            out.writeObjectFieldStart(name);
            out.writeStringField("label", label.label());
            out.writeStringField("sentence", label.sentence());
            Json.text(out, "section", label.section());
            out.writeEndObject();
        }
    }

    private static String mode(boolean dumb) {
        return dumb ? "dumb" : "smart";
    }

    private static void address(JsonGenerator out, String name, @Nullable SocketAddress address) throws IOException {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            out.writeStringField(name, text(inet));
        }
    }

    /** {@code address:port}, an IPv6 address in brackets. */
    static String text(InetSocketAddress address) {
        return new HostPort(NetUtil.toAddressString(address.getAddress()), address.getPort()).toString();
    }
}
