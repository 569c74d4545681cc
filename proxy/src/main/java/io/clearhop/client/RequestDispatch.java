package io.clearhop.client;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.forward.FieldDecisions;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.Persistence;
import io.clearhop.http.RequestTarget;
import io.clearhop.origin.OriginSource;
import io.clearhop.relay.ConnectTunnel;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a request: refused, answered by the proxy itself, tunnelled or forwarded. */
final class RequestDispatch {
    /**
     * What becomes of a request.
     *
     * @param fault why it is refused, or null
     * @param answer the proxy's own answer, or null
     * @param close why the client's connection closes after it, or null
     * @param origin where it goes, null if it is refused or answered
     */
    record Plan(
            Exchange exchange,
            @Nullable Malformed fault,
            @Nullable LocalResponse answer,
            @Nullable CloseReason close,
            @Nullable Origin origin) {}

    private static final int OWN_LINES = 256;
    private static final AsciiString CONTINUE = AsciiString.cached("100-continue");
    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private final ClientScope scope;
    private final RequestTarget target = new RequestTarget();

    RequestDispatch(Channel channel, ClientScope scope) {
        this.channel = channel;
        this.scope = scope;
    }

    /** Reads the rules for a request; the scope's options and framing are those of this head afterwards. */
    Plan plan(Head head, long client, int nth) {
        ConnectionOptions options = scope.options();
        BodyFraming framing = scope.framing();
        options.read(head);
        framing.ofRequest(head);
        Malformed fault = target.read(head);
        if (fault == null) {
            fault = framing.fault();
        }
        if (fault == null && head.method() == Method.CONNECT && framing.kind() != BodyFraming.Kind.NONE) {
            fault = Malformed.CONNECT_WITH_CONTENT;
        }
        Exchange exchange = exchange(head, client, nth);
        CloseReason close =
                Persistence.ofRequest(head.isHttp10(), options, scope.policy().http10KeepAlive());
        int limit = scope.policy().exchanges();
        if (close == null && limit > 0 && nth >= limit) {
            close = CloseReason.CLIENT_EXCHANGES;
        }
        if (fault != null) {
            return new Plan(exchange, fault, null, CloseReason.REQUEST_MALFORMED, null);
        }
        if (isToProxyItself()) {
            return new Plan(exchange, null, ownAnswer(head), close, null);
        }
        forward(head, exchange, options, framing);
        return new Plan(exchange, null, null, close, target.origin());
    }

    private Exchange exchange(Head head, long client, int nth) {
        byte[] bytes = new byte[head.length()];
        head.bytes().getBytes(head.start(), bytes);
        return new Exchange(
                scope.loop().exchangeIds().next(),
                client,
                nth,
                channel.remoteAddress(),
                bytes,
                head.method(),
                head.isHttp10(),
                awaitsContinue(head),
                scope.loop().events());
    }

    private static boolean awaitsContinue(Head head) {
        int expect = head.isHttp10() ? -1 : head.find(Field.EXPECT, 0);
        return expect >= 0 && head.valueEquals(expect, CONTINUE);
    }

    /** Writes the head that goes to the origin, or to the parent; a tunnel that begins here sends none. */
    private void forward(Head head, Exchange exchange, ConnectionOptions options, BodyFraming framing) {
        Origin parent = scope.policy().parent();
        if (parent == null && head.method() == Method.CONNECT) {
            exchange.forwardTo(target.origin(), null);
            return;
        }
        Origin hop = parent != null ? parent : target.origin();
        ByteBuf out = channel.alloc().buffer(head.length() + OWN_LINES);
        scope.forwarder().request(head, target, options, framing, out, FieldDecisions.NONE);
        exchange.forwardTo(hop, out);
    }

    /** The source of the response to a planned request. */
    ResponseSource source(Plan plan, ResponseSink sink) {
        Origin origin = plan.origin();
        if (origin != null
                && plan.exchange().method() == Method.CONNECT
                && scope.policy().parent() == null) {
            return new ConnectTunnel(plan.exchange(), origin, sink, scope.connector(), scope.loop());
        }
        return new OriginSource(plan.exchange(), sink, scope.pool());
    }

    /** The answer to a CONNECT that has succeeded. */
    ByteBuf connectEstablished() {
        return Unpooled.wrappedBuffer(ESTABLISHED);
    }

    private LocalResponse ownAnswer(Head head) {
        boolean get = head.method() == Method.GET || head.method() == Method.HEAD;
        String path = head.bytes()
                .toString(target.pathStart(), target.pathEnd() - target.pathStart(), StandardCharsets.ISO_8859_1);
        return scope.responses().toProxyItself(get, head.method() == Method.OPTIONS, path.isEmpty() ? "/" : path);
    }

    /** Origin and asterisk form are meant for the recipient, and so is a URL with its own address. */
    private boolean isToProxyItself() {
        if (target.form() == RequestTarget.Form.ORIGIN || target.form() == RequestTarget.Form.ASTERISK) {
            return true;
        }
        if (target.form() != RequestTarget.Form.ABSOLUTE
                || !(channel.localAddress() instanceof InetSocketAddress own)) {
            return false;
        }
        Origin origin = target.origin();
        boolean ownName = origin.host().equals(own.getAddress().getHostAddress())
                || own.getAddress().isLoopbackAddress() && origin.host().equals("localhost");
        return origin.port() == own.getPort() && ownName;
    }
}
