package io.clearhop.client;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.ProxyAuthentication;
import io.clearhop.access.Refusal;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldDecisions;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.forward.OwnFields;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.Malformed;
import io.clearhop.http.MaxForwards;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.Persistence;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.RequestTarget;
import io.clearhop.http.UpgradeProtocols;
import io.clearhop.origin.OriginSource;
import io.clearhop.relay.ConnectTunnel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a request: refused, answered by the proxy itself, tunnelled or forwarded. */
final class RequestDispatch {
    private final Channel channel;
    private final ClientScope scope;
    private final ClientAccess access;
    private final RequestTarget target;
    private HopAwareForwarder forwarder;

    RequestDispatch(Channel channel, ClientScope scope, ClientAccess access) {
        this.channel = channel;
        this.scope = scope;
        this.access = access;
        forwarder = scope.forwarder();
        target = scope.loop().target();
    }

    /** The rules towards the next hop of the last {@link #source}. */
    HopAwareForwarder forwarder() {
        return forwarder;
    }

    /** Reads the rules; the scope's options and framing are those of this head afterwards. */
    @Nullable
    Malformed check(Head head) {
        BodyFraming framing = scope.framing();
        scope.options().read(head);
        framing.ofRequest(head);
        Malformed fault = target.read(head);
        if (fault == null) {
            fault = framing.fault();
        }
        if (fault == null) {
            fault = scope.options().fault();
        }
        return fault != null ? fault : faultOfMeaning(head, framing.kind());
    }

    /** What is well-formed and cannot be meant. */
    private @Nullable Malformed faultOfMeaning(Head head, BodyFraming.Kind content) {
        if (content != BodyFraming.Kind.NONE && head.method() == Method.CONNECT) {
            return Malformed.CONNECT_WITH_CONTENT;
        }
        if (content != BodyFraming.Kind.NONE && head.method() == Method.TRACE) {
            return Malformed.TRACE_WITH_CONTENT;
        }
        if (content == BodyFraming.Kind.CHUNKED && goesToHttp10()) {
            return Malformed.LENGTH_REQUIRED;
        }
        if (MaxForwards.isInvalid(head)) {
            return Malformed.MAX_FORWARDS;
        }
        return refuses(scope.options()) ? Malformed.PROTECTED_NOMINATED : null;
    }

    /** Whether a message with these options is answered as malformed; if not, the nominated fields pass. */
    boolean refuses(ConnectionOptions options) {
        return options.nominatesProtected() && scope.policy().protectedNomination() == ProtectedNomination.REJECT;
    }

    private boolean goesToHttp10() {
        if (target.isForRecipient()) {
            return false;
        }
        Origin parent = scope.policy().nextHop().parentFor(target.origin());
        return scope.pool().speaksHttp10(parent != null ? parent : target.origin());
    }

    /** Why the client's connection closes after this exchange, or null. */
    @Nullable
    CloseReason closeAfter(Head head, int nth) {
        CloseReason asked = Persistence.ofRequest(
                head.isHttp10(), scope.options(), scope.policy().http10KeepAlive());
        int limit = scope.policy().exchanges();
        return asked == null && limit > 0 && nth >= limit ? CloseReason.CLIENT_EXCHANGES : asked;
    }

    /** The proxy's own answer, or null if the request is for an origin. */
    @Nullable
    LocalResponse ownAnswer(Head head) {
        if (isToProxyItself()) {
            return scope.responses().toProxyItself(head, target, channel.localAddress());
        }
        return MaxForwards.of(head) == 0 ? scope.responses().asFinalRecipient(head) : null;
    }

    /** Whether the request has come through this proxy before. */
    boolean isLoop(Head head) {
        return scope.forwarder().via().hasSigned(head);
    }

    /** Where the response to a checked request comes from; the head for the next hop is written now. */
    ResponseSource source(Head head, Exchange exchange, ResponseSink sink) {
        ResponseSource source = beyond(head, exchange, sink);
        ProxyAuthentication authentication = scope.authentication();
        return authentication == null
                ? source
                : new AuthenticatedSource(source, exchange, sink, authentication, authentication.attempt(head), access);
    }

    private ResponseSource beyond(Head head, Exchange exchange, ResponseSink sink) {
        Refusal refusal = access.ofTarget(target.origin(), head.method() == Method.CONNECT);
        if (refusal != null) {
            return new RefusedSource(sink, ProxyError.of(refusal.kind()), refusal.detail());
        }
        Origin parent = scope.policy().nextHop().parentFor(target.origin());
        forwarder = parent == null ? scope.forwarder() : scope.parentForwarder();
        if (head.method() == Method.CONNECT && parent == null) {
            exchange.forwardTo(target.origin(), null);
            return new ConnectTunnel(exchange, target.origin(), access, sink, scope.connector(), scope.loop());
        }
        ConnectionOptions options = scope.options();
        UpgradeProtocols offer =
                UpgradeProtocols.offered(head, options, scope.policy().upgrade());
        ByteBuf out = channel.alloc().buffer(head.length() + OwnFields.ROOM);
        FieldDecisions decisions = FieldDecisions.NONE;
        FieldDecision.Collector collector = null;
        if (exchange.isWatched()) {
            collector = new FieldDecision.Collector(head);
            decisions = collector;
        }
        forwarder.request(head, target, options, scope.framing(), offer, out, decisions);
        if (collector != null) {
            exchange.decided(collector.decisions());
        }
        exchange.offersUpgrade(offer);
        exchange.forwardTo(parent != null ? parent : target.origin(), out);
        return new OriginSource(exchange, scope.framing(), sink, scope.pool(), access, forwarder.authenticates());
    }

    /** Origin and asterisk form are meant for the recipient, and so is a URL with its own address. */
    private boolean isToProxyItself() {
        if (target.isForRecipient()) {
            return true;
        }
        if (target.form() != RequestTarget.Form.ABSOLUTE
                || !(channel.localAddress() instanceof InetSocketAddress own)) {
            return false;
        }
        Origin origin = target.origin();
        if (origin.port() != own.getPort()) {
            return false;
        }
        return origin.host().equals(NetUtil.toAddressString(own.getAddress()))
                || own.getAddress().isLoopbackAddress() && origin.host().equals("localhost");
    }
}
