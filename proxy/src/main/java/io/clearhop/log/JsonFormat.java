package io.clearhop.log;

import io.clearhop.http.Origin;
import io.clearhop.observe.ExchangeSummary;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;

/** One JSON object a line (RFC 8259), its names those of the table in docs/access-log.md. What is not there is left out. */
public final class JsonFormat implements AccessFormat {
    private final LogTime time = new LogTime("uuuu-MM-dd'T'HH:mm:ss", ZoneOffset.UTC);
    private final LogAddress addresses = new LogAddress();
    private final RequestText request = new RequestText();

    @Override
    public void append(ExchangeSummary exchange, LineBuffer line) {
        JsonObject object = new JsonObject(line);
        object.openText("time");
        time.milli(exchange.epochMillis(), line);
        line.ascii('Z');
        object.closeText();
        client(exchange, object, line);
        request(exchange.requestHead(), object, line);
        object.numberIfAny("status", exchange.status());
        origin(exchange, object);
        object.number("requestBytes", exchange.requestBytes());
        object.number("responseBytes", exchange.responseBytes());
        object.millis("queuedMs", exchange.queuedNanos());
        object.millis("forwardedMs", exchange.forwardedNanos());
        object.millis("firstByteMs", exchange.firstByteNanos());
        object.millis("totalMs", exchange.totalNanos());
        end(exchange, object);
        object.end();
    }

    private void client(ExchangeSummary exchange, JsonObject object, LineBuffer line) {
        object.number("exchange", exchange.exchange());
        object.number("client", exchange.client());
        object.number("nth", exchange.nthOfClient());
        if (exchange.clientAddress() instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            object.openText("clientAddress");
            addresses.append(inet, false, line);
            object.closeText();
            object.number("clientPort", inet.getPort());
        }
        if (exchange.user() != null) {
            object.text("user", exchange.user());
        }
    }

    private void request(byte[] head, JsonObject object, LineBuffer line) {
        if (request.all(head).isEmpty()) {
            return;
        }
        object.openText("method");
        request.method(Escape.JSON, line);
        object.closeText();
        object.openText("target");
        request.target(Escape.JSON, line);
        object.closeText();
        object.openText("protocol");
        request.protocol(Escape.JSON, line);
        object.closeText();
        if (request.hasReferer()) {
            object.openText("referer");
            request.referer(Escape.JSON, line);
            object.closeText();
        }
        if (request.hasUserAgent()) {
            object.openText("userAgent");
            request.userAgent(Escape.JSON, line);
            object.closeText();
        }
    }

    private static void origin(ExchangeSummary exchange, JsonObject object) {
        Origin hop = exchange.nextHop();
        if (hop != null) {
            object.text("originHost", hop.host());
            object.number("originPort", hop.port());
        }
        if (exchange.origin() != 0) {
            object.number("origin", exchange.origin());
            object.number("nthOfOrigin", exchange.nthOfOrigin());
            object.number("attempts", exchange.attempts());
        }
    }

    private static void end(ExchangeSummary exchange, JsonObject object) {
        object.word("outcome", exchange.outcome().label());
        if (exchange.clientClose() != null) {
            object.word("clientClose", exchange.clientClose().label());
        }
        if (exchange.originClose() != null) {
            object.word("originClose", exchange.originClose().label());
        }
        if (exchange.detail() != null) {
            object.text("detail", exchange.detail());
        }
    }

    @Override
    public boolean wantsFields() {
        return true;
    }
}
