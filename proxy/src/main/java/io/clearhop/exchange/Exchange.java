package io.clearhop.exchange;

import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.OwnCredentials;
import io.clearhop.forward.OwnFields;
import io.clearhop.forward.TrailerForwarder;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.RetryCause;
import io.clearhop.http.UpgradeProtocols;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: what both hops must know of each other, and the narrator of the exchange's events. It is
 * completed exactly once. Confined to the event loop of the client's connection.
 */
public final class Exchange extends InFlight {
    private static final byte[] NO_HEAD = {};
    private static final AsciiString CONTINUE = AsciiString.cached("100-continue");

    private final long client;
    private final int nthOfClient;
    private final @Nullable SocketAddress clientAddress;
    private final Watch watch;
    private final byte[] requestHead;
    private final Method method;
    private final boolean http10;
    private final long epochMillis = System.currentTimeMillis();
    private final RequestHalf request;
    private final ResponseHalf response = new ResponseHalf();

    private @Nullable Origin nextHop;
    private @Nullable ByteBuf sentHead;
    private @Nullable List<FieldDecision> decisions;
    private @Nullable UpgradeProtocols upgradeOffer;
    private boolean saysClose;
    private long origin;
    private int nthOfOrigin;
    private @Nullable OriginChoice originChoice;
    private int attempts;
    private boolean queued;
    private long queuedSince;
    private long queuedNanos = -1;
    private long forwardedNanos = -1;
    private long firstByteNanos = -1;
    private long tunnelFromClient = -1;
    private long tunnelToClient = -1;
    private @Nullable String user;
    private @Nullable String detail;
    private @Nullable CloseReason clientClose;
    private @Nullable CloseReason originClose;
    private boolean tunnel;
    private boolean completed;

    private Exchange(
            LoopScope scope, long client, int nthOfClient, @Nullable SocketAddress clientAddress, @Nullable Head head) {
        super(scope.exchangeIds().next(), scope.events());
        this.client = client;
        this.nthOfClient = nthOfClient;
        this.clientAddress = clientAddress;
        method = head == null ? Method.OTHER : head.method();
        http10 = head != null && head.isHttp10();
        request = new RequestHalf(head != null && awaitsContinue(head));
        watch = scope.watch();
        watch.begins(this, startNanos);
        requestHead = head == null ? NO_HEAD : wanted(head);
        if (isWatched()) {
            events.emit(new ProxyEvent.RequestReceived(startNanos, id, client, nthOfClient, requestHead, false));
        }
    }

    /**
     * Begins an exchange and says so.
     *
     * @param client number of the client's connection
     * @param nth counts the exchanges of that connection from 1
     * @param head as received; what observers want of it is copied
     */
    public static Exchange of(LoopScope scope, long client, int nth, @Nullable SocketAddress clientAddress, Head head) {
        return new Exchange(scope, client, nth, clientAddress, head);
    }

    /** Begins an exchange for bytes that are no request: it can only be answered. */
    public static Exchange ofGarbage(LoopScope scope, long client, int nth, @Nullable SocketAddress clientAddress) {
        return new Exchange(scope, client, nth, clientAddress, null);
    }

    /** The request line alone, unless somebody looks at fields. */
    private byte[] wanted(Head head) {
        boolean whole = isWatched() || events.wantsFields();
        return Arrays.copyOf(head.bytes(), whole ? head.length() : head.startLineEnd());
    }

    /** An HTTP/1.0 client that sends Expect does not know what it says (RFC 9110 section 10.1.1). */
    private static boolean awaitsContinue(Head head) {
        return !head.isHttp10() && head.listHas(Field.EXPECT, CONTINUE);
    }

    @Override
    void tellLate() {
        events.emit(new ProxyEvent.RequestReceived(startNanos, id, client, nthOfClient, requestHead, true));
        tellOrigin(startNanos + forwardedNanos);
        if (tunnel) {
            tellTunnel(method != Method.CONNECT);
        }
    }

    /** The number of the client's connection. */
    public long client() {
        return client;
    }

    /** Whether it is the first exchange of the client's connection. */
    public boolean isFirstOfClient() {
        return nthOfClient == 1;
    }

    /** The request's method. */
    public Method method() {
        return method;
    }

    /** Whether the client speaks HTTP/1.0. */
    public boolean isHttp10() {
        return http10;
    }

    /** The request's half. */
    public RequestHalf request() {
        return request;
    }

    /** The response's half. */
    public ResponseHalf response() {
        return response;
    }

    /** Both halves are done. */
    public boolean isDone() {
        return request.ended() && response.ended();
    }

    /**
     * Says where the request goes and with which head.
     *
     * @param head bytes to send; the exchange keeps them until it is over, for a retry, and releases them; null for a
     *     tunnel that begins here, at whose end nobody expects a head
     */
    public void forwardTo(Origin hop, @Nullable ByteBuf head) {
        nextHop = hop;
        sentHead = head;
    }

    /** Says what was decided about the head to send, where somebody looks. */
    public void decided(List<FieldDecision> aboutHead) {
        decisions = aboutHead;
    }

    /** Says what the head offers to switch to, or null. */
    public void offersUpgrade(@Nullable UpgradeProtocols offer) {
        upgradeOffer = offer;
    }

    /** What the origin may switch to, or null if it was offered nothing (RFC 9110 section 7.8). */
    public @Nullable UpgradeProtocols upgradeOffer() {
        return upgradeOffer;
    }

    /** Where the request goes: the origin, or the parent proxy. */
    public Origin nextHop() {
        Origin hop = nextHop;
        if (hop == null) {
            throw new IllegalStateException("the request is not forwarded");
        }
        return hop;
    }

    /** The head to send, for the caller to release. */
    public ByteBuf sentHead() {
        ByteBuf head = sentHead;
        if (head == null) {
            throw new IllegalStateException("the request is not forwarded");
        }
        // The first connection gets the head itself, which saves an object for each request, and moves its reader
        // index.
        return attempts == 0 ? head.retain() : head.retainedDuplicate().readerIndex(0);
    }

    /**
     * Says in the head to send whether the connection to the next hop ends with this exchange (RFC 9112 section 9.6), or
     * takes it back where the request is sent once more.
     */
    public void sayClose(boolean closes) {
        if (sentHead != null && saysClose != closes) {
            saysClose = closes;
            // What was sent of it before was sent on a connection that is gone.
            sentHead.readerIndex(0);
            int line = closes ? 0 : OwnFields.CLOSE.length();
            sentHead.writerIndex(sentHead.writerIndex() - OwnFields.CRLF.length() - line);
            if (closes) {
                OwnFields.write(OwnFields.CLOSE, sentHead);
            }
            OwnFields.write(OwnFields.CRLF, sentHead);
        }
    }

    /** The last byte of the request has come. */
    public void requestEnded() {
        request.end();
        if (isWatched()) {
            events.emit(new ProxyEvent.RequestEnded(System.nanoTime(), id, request.content()));
        }
    }

    /** All connections to the next hop are in use. */
    public void awaitsOrigin() {
        queued = true;
        queuedSince = System.nanoTime();
        tellAwaited(queuedSince);
    }

    /** It waits no more, whatever the reason. */
    public void awaitsOriginNoMore() {
        if (queued) {
            queued = false;
            queuedNanos = Math.max(queuedNanos, 0) + System.nanoTime() - queuedSince;
        }
    }

    /** A connection to the next hop is being made. */
    public void connecting(long connection, OriginChoice why) {
        events.emit(new ProxyEvent.OriginConnecting(System.nanoTime(), id, connection, nextHop(), why));
    }

    /** It is made, {@code connectNanos} after it was begun. */
    public void connected(long connection, Channel channel, long connectNanos) {
        events.emit(new ProxyEvent.OriginConnected(
                System.nanoTime(),
                id,
                connection,
                nextHop(),
                channel.remoteAddress(),
                channel.localAddress(),
                connectNanos));
    }

    /** It could not be made, or is not needed any more. */
    public void connectFailed(long connection, String why) {
        events.emit(new ProxyEvent.OriginFailed(System.nanoTime(), id, connection, nextHop(), why));
    }

    /** The head was sent on a connection, for the {@code nth} exchange of that connection. */
    public void forwarded(long connection, int nth, OriginChoice why) {
        origin = connection;
        nthOfOrigin = nth;
        originChoice = why;
        attempts++;
        originClose = null;
        long now = System.nanoTime();
        forwardedNanos = now - startNanos;
        if (!isWatched()) {
            return;
        }
        tellOrigin(now);
        if (sentHead != null) {
            byte[] head = ByteBufUtil.getBytes(sentHead, 0, sentHead.writerIndex());
            OwnCredentials.hide(head, decisions);
            events.emit(new ProxyEvent.RequestForwarded(now, id, connection, head, decisions));
        }
    }

    private void tellOrigin(long nanos) {
        OriginChoice why = originChoice;
        if (why != null) {
            events.emit(new ProxyEvent.OriginTaken(nanos, id, origin, nthOfOrigin, why));
        }
    }

    /** The trailer section of the request or of the response was dealt with, see {@link TrailerForwarder}. */
    public void trailers(boolean ofRequest, Head section, List<AsciiString> nominated, BodyForwarder.Mode mode) {
        if (isWatched()) {
            FieldDecision.Collector collector = new FieldDecision.Collector(section);
            TrailerForwarder.tell(section, nominated, mode, collector);
            events.emit(new ProxyEvent.TrailersForwarded(System.nanoTime(), id, ofRequest, collector.decisions()));
        }
    }

    /** Whether the head was sent on a connection, perhaps with a part of the content. */
    public boolean isForwarded() {
        return attempts > 0;
    }

    /** The request is about to be sent once more. */
    public void retried(RetryCause cause, String why) {
        events.emit(new ProxyEvent.ExchangeRetried(System.nanoTime(), id, cause, why));
    }

    /** The final response head arrived. */
    public void firstByte() {
        long now = System.nanoTime();
        firstByteNanos = now - startNanos;
        if (isWatched()) {
            events.emit(new ProxyEvent.FirstByte(now, id));
        }
    }

    /** Says who the client is. */
    public void authenticated(String name) {
        user = name;
    }

    /** Says what went wrong; the first word counts. */
    public void blame(String what) {
        if (detail == null) {
            detail = what;
        }
    }

    /** The client's connection is going to close after this exchange; the first reason counts. */
    public void clientCloses(CloseReason why) {
        if (clientClose == null) {
            clientClose = why;
        }
    }

    /** Why the client's connection is going to close, or null if it is kept. */
    public @Nullable CloseReason clientClose() {
        return clientClose;
    }

    /** The connections are a tunnel from here on: why HTTP would have closed the client's does not count any more. */
    public void becomesTunnel() {
        clientClose = null;
        tunnel = true;
        if (isWatched()) {
            tellTunnel(method != Method.CONNECT);
        }
    }

    /** The origin's connection is going to close after this exchange; the first reason counts. */
    public void originCloses(CloseReason why) {
        if (originClose == null) {
            originClose = why;
        }
    }

    /** The bytes that passed through a tunnel. */
    public void tunnelled(long fromClient, long toClient) {
        tunnelFromClient = fromClient;
        tunnelToClient = toClient;
    }

    /** Ends the exchange. Only the first call counts. */
    public void complete(Outcome outcome) {
        if (completed) {
            return;
        }
        completed = true;
        awaitsOriginNoMore();
        watch.ends(this);
        if (sentHead != null) {
            sentHead.release();
            sentHead = null;
        }
        long now = System.nanoTime();
        boolean counted = tunnelFromClient >= 0;
        events.emit(new ProxyEvent.ExchangeCompleted(
                now,
                new ExchangeSummary(
                        id,
                        client,
                        nthOfClient,
                        clientAddress,
                        user,
                        requestHead,
                        nextHop,
                        origin,
                        nthOfOrigin,
                        attempts,
                        epochMillis,
                        queuedNanos,
                        forwardedNanos,
                        firstByteNanos,
                        now - startNanos,
                        response.status(),
                        counted ? tunnelFromClient : request.content(),
                        counted ? tunnelToClient : response.content(),
                        outcome,
                        detail,
                        clientClose,
                        originClose)));
    }
}
