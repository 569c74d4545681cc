package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.KeepAliveHint;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.Persistence;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One persistent connection to an origin: it sends one request at a time, reads its response, and then rests in the pool
 * or closes. It knows bytes and framing; what a lost connection means for the exchange is {@link OriginSource}'s affair.
 * Confined to its event loop, which is that of the clients it serves.
 */
final class OriginConnection extends ChannelInboundHandlerAdapter {
    private enum Phase {
        HEAD,
        CONTENT,
        DONE
    }

    private static final int SWITCHING_PROTOCOLS = 101;

    private final long id;
    private final Origin origin;
    private final Channel channel;
    private final OriginPool pool;
    private final OriginTimeouts timeouts;
    private final long createdMillis;
    private final HeadParser parser;
    private final BodyForwarder body;
    private final ConnectionOptions options = new ConnectionOptions();
    private final BodyFraming framing = new BodyFraming();
    private final KeepAliveHint hint = new KeepAliveHint();
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private OriginState state = OriginState.BUSY;
    private Phase phase = Phase.DONE;
    private @Nullable OriginSource source;
    /** Bytes that arrived and are not consumed: a head or a trailer section in parts. */
    private @Nullable ByteBuf received;

    private int exchanges;
    private boolean rested;
    private long idleMillis;
    private boolean requestEnded;
    private boolean answered;
    private boolean reset;
    /** Once set this is never unset: the connection closes when its exchange is over. */
    private @Nullable CloseReason mustClose;

    OriginConnection(
            long id,
            Origin origin,
            Channel channel,
            OriginPool pool,
            OriginTimeouts timeouts,
            HeadLimits limits,
            long nowMillis) {
        this.id = id;
        this.origin = origin;
        this.channel = channel;
        this.pool = pool;
        this.timeouts = timeouts;
        createdMillis = nowMillis;
        idleMillis = timeouts.idle();
        parser = new HeadParser(HeadParser.Kind.RESPONSE, limits);
        body = new BodyForwarder(limits);
    }

    long id() {
        return id;
    }

    Origin origin() {
        return origin;
    }

    Channel channel() {
        return channel;
    }

    /** How many exchanges were begun on it. */
    int exchanges() {
        return exchanges;
    }

    /** Whether the origin may have closed it before this exchange began: it has rested, or served another one. */
    boolean isUsed() {
        return rested || exchanges > 1;
    }

    long createdMillis() {
        return createdMillis;
    }

    /** Whether any byte of the current response has arrived. */
    boolean answered() {
        return answered;
    }

    private void become(OriginState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("o" + id + " is " + state + " and can not become " + next);
        }
        state = next;
    }

    /** Takes up an exchange. */
    void begin(OriginSource user) {
        if (state == OriginState.IDLE) {
            become(OriginState.BUSY);
        }
        exchanges++;
        source = user;
        phase = Phase.HEAD;
        requestEnded = false;
        answered = false;
        parser.reset();
        pool.timer().set(deadline, timeouts.stall());
    }

    /** Writes a part of the request, and takes the duty to release it. */
    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
        pool.timer().set(deadline, timeouts.stall());
    }

    void flush() {
        channel.flush();
    }

    /** The request is complete. */
    void requestEnd() {
        requestEnded = true;
        if (phase == Phase.DONE) {
            // The exchange is over with this, and nobody flushes for it any more.
            flush();
            finish();
        } else if (phase == Phase.HEAD) {
            pool.timer().set(deadline, timeouts.responseHead());
        }
    }

    /** The client hop takes content again. */
    void resume() {
        if (state == OriginState.BUSY && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
            pool.timer().set(deadline, timeouts.stall());
        }
    }

    /** The exchange is given up; what remains of it can not be waited for. */
    void abandon(CloseReason why) {
        source = null;
        close(why);
    }

    /** Rests in the pool. */
    void rest() {
        become(OriginState.IDLE);
        rested = true;
        source = null;
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        pool.timer().set(deadline, idleMillis);
        pool.events().emit(new ProxyEvent.OriginPooled(System.nanoTime(), id));
    }

    /** Closes the connection and tells the pool. Only the first call counts. */
    void close(CloseReason why) {
        if (state == OriginState.CLOSED || state == OriginState.HANDED_OVER) {
            return;
        }
        become(OriginState.CLOSED);
        source = null;
        forget();
        pool.events().emit(new ProxyEvent.OriginClosed(System.nanoTime(), id, why, exchanges));
        channel.close();
    }

    /** The connection is none of the pool's any more. */
    private void forget() {
        deadline.clear();
        if (received != null) {
            received.release();
            received = null;
        }
        pool.closed(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        if (state != OriginState.BUSY || phase == Phase.DONE) {
            in.release();
            unasked();
            return;
        }
        answered = true;
        pool.timer().set(deadline, timeouts.stall());
        ByteBuf all = received == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, in);
        received = null;
        boolean kept = false;
        try {
            read(all);
            kept = all.isReadable() && state == OriginState.BUSY && phase != Phase.DONE;
        } finally {
            if (kept) {
                received = all;
            } else {
                all.release();
            }
        }
    }

    /** No request asked for these bytes: whatever they are, they must not answer the next one (RFC 9112 section 9.2). */
    private void unasked() {
        if (state == OriginState.IDLE) {
            close(CloseReason.RESPONSE_UNASKED);
        } else if (state == OriginState.BUSY) {
            mustClose = mustClose == null ? CloseReason.RESPONSE_UNASKED : mustClose;
        }
    }

    private void read(ByteBuf in) {
        while (phase == Phase.HEAD && state == OriginState.BUSY) {
            HeadParser.Result result = parser.parse(in);
            if (result == HeadParser.Result.INCOMPLETE) {
                return;
            }
            if (result == HeadParser.Result.MALFORMED) {
                malformed(parser.fault());
                return;
            }
            head(in);
        }
        if (phase == Phase.CONTENT && state == OriginState.BUSY) {
            content(in);
        }
    }

    private void head(ByteBuf in) {
        OriginSource user = user();
        Head head = parser.head();
        options.read(head);
        int length = head.length();
        if (head.status() == SWITCHING_PROTOCOLS) {
            fail(ProxyError.SWITCH_UNASKED, CloseReason.RESPONSE_MALFORMED, "Origin: " + origin + ".");
            return;
        }
        if (head.status() < 200) {
            user.interim(head, options);
            in.skipBytes(length);
            parser.reset();
            return;
        }
        Method method = user.method();
        framing.ofResponse(head, method);
        Malformed fault = framing.fault();
        if (fault != null) {
            malformed(fault);
            return;
        }
        if (method == Method.CONNECT && head.status() < 300) {
            in.skipBytes(length);
            handOver(user, head, in);
            return;
        }
        latchPersistence(head);
        phase = Phase.CONTENT;
        BodyForwarder.Mode mode = user.head(head, options, framing, mustClose);
        // The sink may have given up while it wrote the head.
        if (state == OriginState.BUSY) {
            in.skipBytes(length);
            body.begin(framing.kind(), framing.length(), mode);
        }
    }

    private void latchPersistence(Head head) {
        CloseReason why = Persistence.ofResponse(head.isHttp10(), options, framing);
        hint.read(head);
        if (why == null && hint.isLast()) {
            why = CloseReason.ORIGIN_KEEP_ALIVE;
        }
        if (why == null) {
            why = pool.limitReached(this);
        }
        if (mustClose == null) {
            mustClose = why;
        }
        idleMillis = hint.hasTimeout() ? Math.min(timeouts.idle(), hint.idleMillis()) : timeouts.idle();
    }

    private void content(ByteBuf in) {
        OriginSource user = user();
        Run run = body.forward(in, user.sink());
        if (state != OriginState.BUSY) {
            return;
        }
        if (run == Run.MALFORMED) {
            malformed(body.fault());
        } else if (run == Run.END) {
            if (in.isReadable() && mustClose == null) {
                mustClose = CloseReason.RESPONSE_UNASKED;
            }
            responseEnd();
        } else if (!user.isWritable()) {
            channel.config().setAutoRead(false);
        }
    }

    private void responseEnd() {
        OriginSource user = user();
        phase = Phase.DONE;
        CloseReason why = mustClose;
        if (why != null) {
            user.originCloses(why);
        }
        // The connection goes back before the client goes on, so that the client's next request can use it.
        if (requestEnded) {
            finish();
        }
        user.end(body.content());
    }

    /** Both halves are done. */
    private void finish() {
        if (mustClose != null) {
            close(mustClose);
        } else {
            pool.release(this);
        }
    }

    private void handOver(OriginSource user, Head head, ByteBuf in) {
        become(OriginState.HANDED_OVER);
        ByteBuf early = in.isReadable() ? in.readRetainedSlice(in.readableBytes()) : null;
        channel.config().setAutoRead(false);
        channel.pipeline().remove(this);
        forget();
        ProxyEvents events = pool.events();
        channel.closeFuture()
                .addListener(f -> events.emit(
                        new ProxyEvent.OriginClosed(System.nanoTime(), id, CloseReason.TUNNEL_ENDED, exchanges)));
        user.tunnel(head, options, channel, early);
    }

    private void malformed(Malformed fault) {
        fail(
                phase == Phase.HEAD ? ProxyError.RESPONSE_MALFORMED : ProxyError.RESPONSE_CUT,
                CloseReason.RESPONSE_MALFORMED,
                "Origin: " + origin + ". In its response " + fault.sentence() + ".");
    }

    private void fail(ProxyError error, CloseReason why, String detail) {
        OriginSource user = source;
        if (user != null) {
            user.originCloses(why);
        }
        close(why);
        if (user != null) {
            user.lost(this, error, detail);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (source != null) {
            source.flushResponse();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (source != null && state == OriginState.BUSY && channel.isWritable()) {
            source.contentWanted();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        CloseReason why = reset ? CloseReason.ORIGIN_RESET : CloseReason.ORIGIN_CLOSED;
        if (state == OriginState.IDLE) {
            close(why);
        } else if (state == OriginState.BUSY) {
            closedWithinExchange(why);
        }
    }

    private void closedWithinExchange(CloseReason why) {
        if (phase == Phase.CONTENT && body.endsAtClose() && !reset) {
            body.endAtClose(user().sink());
            responseEnd();
            close(CloseReason.RESPONSE_ENDS_AT_CLOSE);
        } else if (phase == Phase.DONE) {
            fail(
                    ProxyError.ORIGIN_CLOSED,
                    why,
                    "Origin: " + origin + ". It answered and left before the request ended.");
        } else if (phase == Phase.CONTENT) {
            String missing = body.remaining() > 0 ? ", " + body.remaining() + " bytes are missing" : "";
            fail(
                    ProxyError.RESPONSE_CUT,
                    why,
                    "Origin: " + origin + ". It closed after " + body.content() + " bytes of content" + missing + ".");
        } else {
            String how = reset ? "reset the connection" : "closed the connection";
            String when = answered ? " within the response head." : " before the first byte of a response.";
            fail(ProxyError.ORIGIN_CLOSED, why, "Origin: " + origin + ". It " + how + when);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            // A failed write does not end the reading: an early response may still be there (RFC 9112 section 9.5).
            reset = true;
            return;
        }
        pool.reportBug("o" + id + " to " + origin, cause);
        fail(ProxyError.INTERNAL, CloseReason.INTERNAL_ERROR, "Origin: " + origin + ".");
    }

    private void timedOut() {
        if (state == OriginState.IDLE) {
            close(idleMillis < timeouts.idle() ? CloseReason.ORIGIN_KEEP_ALIVE : CloseReason.ORIGIN_IDLE);
        } else if (phase == Phase.HEAD && requestEnded) {
            fail(
                    ProxyError.RESPONSE_TIMEOUT,
                    CloseReason.RESPONSE_HEAD_TIMEOUT,
                    "Origin: " + origin + ". No response head within " + timeouts.responseHead() + " ms.");
        } else if (state == OriginState.BUSY) {
            stalled();
        }
    }

    /** Nothing has moved for a while; who is to move next has stalled. */
    private void stalled() {
        String time = " for " + timeouts.stall() + " ms.";
        if (!requestEnded && phase != Phase.CONTENT && channel.isWritable()) {
            fail(ProxyError.REQUEST_TIMEOUT, CloseReason.CLIENT_STALLED, "The client sent nothing" + time);
        } else if (!channel.config().isAutoRead()) {
            fail(ProxyError.STALLED, CloseReason.CLIENT_STALLED, "The client took nothing" + time);
        } else {
            fail(ProxyError.STALLED, CloseReason.ORIGIN_STALLED, "Origin: " + origin + ". Nothing moved" + time);
        }
    }

    private OriginSource user() {
        OriginSource user = source;
        if (user == null) {
            throw new IllegalStateException("o" + id + " carries no exchange");
        }
        return user;
    }
}
