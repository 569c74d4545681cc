package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeKind;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.HeadsView;
import io.clearhop.record.LiveState;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recorded exchanges as HTTP Archive 1.2, as the client's hop saw them: the request as the client sent it, the response
 * as it was sent to it, {@code connection} the number of its connection. Secrets are masked as everywhere.
 * Where heads are large it has the newest alone.
 */
final class HarExport {
    private final ConsoleProxy proxy;
    private final long most;

    /**
     * Makes one.
     *
     * @param most how many bytes entries may have, all together
     */
    HarExport(ConsoleProxy proxy, long most) {
        this.proxy = proxy;
        this.most = most;
    }

    Answer har() {
        LiveState live = proxy.live();
        return live == null
                ? StateApi.unrecorded()
                : Answer.json(out -> log(out, live)).asFile("clearhop.har");
    }

    private void log(JsonGenerator out, LiveState live) throws IOException {
        out.writeObjectFieldStart("log");
        out.writeStringField("version", "1.2");
        out.writeObjectFieldStart("creator");
        out.writeStringField("name", Product.NAME);
        out.writeStringField("version", Product.VERSION);
        out.writeEndObject();
        Json.list(out, "pages", List.<Long>of(), JsonGenerator::writeNumber);
        out.writeArrayFieldStart("entries");
        List<ExchangeView> exchanges = live.snapshot(0).exchanges();
        for (byte[] entry : newest(live, exchanges)) {
            out.writeRawValue(new String(entry, StandardCharsets.UTF_8));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** As many entries as there is room for, in their order. */
    private Deque<byte[]> newest(LiveState live, List<ExchangeView> exchanges) {
        Deque<byte[]> entries = new ArrayDeque<>();
        long room = most;
        for (int i = exchanges.size() - 1; i >= 0 && room > 0; i--) {
            ExchangeDetail detail = live.exchange(exchanges.get(i).id());
            if (detail != null && !detail.brief().method().isEmpty()) {
                Long origin = detail.brief().origin();
                byte[] entry =
                        Json.value(out -> entry(out, live, detail, origin == null ? null : live.connection(origin)));
                room -= entry.length;
                entries.addFirst(entry);
            }
        }
        return entries;
    }

    private static void entry(JsonGenerator out, LiveState live, ExchangeDetail detail, @Nullable ConnectionView origin)
            throws IOException {
        ExchangeView x = detail.brief();
        HarTimings timings = HarTimings.of(x, origin, live.clock().now());
        out.writeStartObject();
        out.writeStringField(
                "startedDateTime",
                Instant.ofEpochMilli(live.clock().startedAt() + Math.round(x.started()))
                        .toString());
        out.writeNumberField("time", timings.total());
        HarHead request = HarHead.sentBy(detail.request());
        request(out, x, request);
        response(out, x, HarHead.sentTo(last(detail.responses())));
        out.writeObjectFieldStart("cache");
        out.writeEndObject();
        timings.write(out);
        if (origin != null && origin.remote() instanceof InetSocketAddress remote) {
            out.writeStringField("serverIPAddress", NetUtil.toAddressString(remote.getAddress()));
        }
        out.writeStringField("connection", Long.toString(x.client()));
        out.writeStringField("comment", comment(x));
        out.writeEndObject();
    }

    private static @Nullable HeadsView last(List<HeadsView> responses) {
        return responses.isEmpty() ? null : responses.get(responses.size() - 1);
    }

    private static String comment(ExchangeView x) {
        String origin =
                x.origin() == null ? "" : "; origin connection " + x.origin() + ", its request " + x.nthOfOrigin();
        String outcome = x.outcome() == null ? "running" : x.outcome().label();
        return (x.dumb() ? "dumb" : "smart") + " proxy: " + outcome + origin;
    }

    private static void request(JsonGenerator out, ExchangeView x, HarHead head) throws IOException {
        out.writeObjectFieldStart("request");
        out.writeStringField("method", x.method());
        out.writeStringField("url", url(x, head));
        out.writeStringField("httpVersion", x.protocol());
        Json.list(out, "cookies", List.<Long>of(), JsonGenerator::writeNumber);
        head.write(out);
        query(out, x.target());
        out.writeNumberField("headersSize", head.size());
        out.writeNumberField("bodySize", x.kind() == ExchangeKind.EXCHANGE ? x.requestBytes() : -1);
        out.writeEndObject();
    }

    /** An archive has URLs alone: an authority becomes one of the scheme that is inside the tunnel most often. */
    private static String url(ExchangeView x, HarHead head) {
        if (x.target().contains("://")) {
            return x.target();
        }
        return x.method().equals("CONNECT")
                ? "https://" + x.target() + "/"
                : "http://" + head.value("host") + (x.target().startsWith("/") ? x.target() : "/");
    }

    private static void query(JsonGenerator out, String target) throws IOException {
        out.writeArrayFieldStart("queryString");
        try {
            for (Map.Entry<String, List<String>> each :
                    new QueryStringDecoder(target).parameters().entrySet()) {
                for (String value : each.getValue()) {
                    HarHead.pair(out, each.getKey(), value);
                }
            }
        } catch (IllegalArgumentException malformed) {
            // The URL has it as it came.
        }
        out.writeEndArray();
    }

    private static void response(JsonGenerator out, ExchangeView x, HarHead head) throws IOException {
        out.writeObjectFieldStart("response");
        out.writeNumberField("status", x.status());
        out.writeStringField("statusText", head.reason());
        out.writeStringField("httpVersion", head.version(x.protocol()));
        Json.list(out, "cookies", List.<Long>of(), JsonGenerator::writeNumber);
        head.write(out);
        out.writeObjectFieldStart("content");
        out.writeNumberField("size", x.responseBytes());
        out.writeStringField("mimeType", head.value("content-type"));
        out.writeEndObject();
        out.writeStringField("redirectURL", head.value("location"));
        out.writeNumberField("headersSize", head.size());
        out.writeNumberField("bodySize", x.kind() == ExchangeKind.EXCHANGE ? x.responseBytes() : -1);
        out.writeEndObject();
    }
}
