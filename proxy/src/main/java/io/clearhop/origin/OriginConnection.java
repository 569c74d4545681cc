package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.http.CloseReason;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.Origin;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.SendQueue;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One persistent connection to an origin: it carries one exchange at a time, and then rests in the pool or closes. What a
 * lost connection means for the exchange is {@link OriginSource}'s affair. Confined to its event loop, which is that of
 * the clients it serves.
 */
final class OriginConnection extends ChannelInboundHandlerAdapter {
    private final long id;
    private final Origin origin;
    private final Channel channel;
    private final SendQueue queue;
    private final @Nullable InetSocketAddress address;
    private final OriginPool pool;
    private final OriginTimeouts timeouts;
    private final long createdMillis;
    private final ResponseReader reader;
    private final Received received = new Received();
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private OriginState state = OriginState.BUSY;
    private @Nullable OriginSource source;
    private int exchanges;
    /** The client connection of its first exchange. */
    private long owner;

    private boolean rested;
    private boolean requestEnded;
    private boolean reset;
    /** What waited to leave on both hops when nothing had moved the last time. */
    private long waitingBefore;
    /** For how long nothing will have been read or written when the deadline strikes. */
    private long stillMillis;

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
        queue = SendQueue.of(channel);
        address = channel.remoteAddress() instanceof InetSocketAddress remote ? remote : null;
        this.pool = pool;
        this.timeouts = timeouts;
        createdMillis = nowMillis;
        reader = new ResponseReader(limits);
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

    /** Whether more of the request may be given now. */
    boolean takesMore() {
        return queue.takesMore();
    }

    /** What it is connected to, or null where there is no network. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** How many exchanges were begun on it. */
    int exchanges() {
        return exchanges;
    }

    /** The client connection that it was made for. */
    long owner() {
        return owner;
    }

    /** Whether it has neither rested nor carried an exchange. */
    boolean isUntouched() {
        return !rested && exchanges == 0;
    }

    /** Whether the origin may have closed it before this exchange began: it has rested, or served another one. */
    boolean isUsed() {
        return rested || exchanges > 1;
    }

    long createdMillis() {
        return createdMillis;
    }

    /** Bytes of content of the current response so far. */
    long content() {
        return reader.content();
    }

    /** Whether any byte of the current response has arrived. */
    boolean isAnswered() {
        return reader.isAnswered();
    }

    private void become(OriginState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("o" + id + " is " + state + " and can not become " + next);
        }
        state = next;
    }

    // The request.

    /** Takes up an exchange. */
    void begin(OriginSource user) {
        if (state == OriginState.IDLE) {
            become(OriginState.BUSY);
        }
        if (exchanges++ == 0) {
            owner = user.client();
        }
        source = user;
        requestEnded = false;
        reader.begin();
        moved();
    }

    /** Writes a part of the request, and takes the duty to release it. */
    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
        moved();
    }

    void flush() {
        channel.flush();
    }

    /** The request is complete. */
    void requestEnd() {
        requestEnded = true;
        if (reader.isEnd()) {
            // The exchange is over with this, and nobody flushes for it any more.
            channel.flush();
            finish();
        } else if (reader.isBeforeContent()) {
            await(timeouts.responseHead());
        }
    }

    /** The client hop takes content again. */
    void resume() {
        if (state == OriginState.BUSY && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
            moved();
        }
    }

    /** Something was read or written: the next step has its time. */
    private void moved() {
        // Whose turn it will be then is seen then.
        stillMillis = requestEnded ? timeouts.stall() : Math.min(timeouts.requestContent(), timeouts.stall());
        await(stillMillis);
    }

    private void await(long millis) {
        pool.timer().set(deadline, millis);
    }

    // The response.

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        OriginSource user = source;
        if (user == null || reader.isEnd()) {
            in.release();
            unasked();
            return;
        }
        moved();
        received.add(in, ctx.alloc());
        ResponseReader.Result result = reader.read(received.bytes(), user);
        // The sink may have given the exchange up meanwhile.
        if (state == OriginState.BUSY) {
            act(result, user);
        }
        received.releaseConsumed();
    }

    /** No request asked for these bytes: whatever they are, they must not answer the next one (RFC 9112 section 9.2). */
    private void unasked() {
        if (state == OriginState.IDLE) {
            close(CloseReason.RESPONSE_UNASKED);
        } else {
            reader.mustClose(CloseReason.RESPONSE_UNASKED);
        }
    }

    private void act(ResponseReader.Result result, OriginSource user) {
        switch (result) {
            case INCOMPLETE -> {
                if (!user.sink().isWritable()) {
                    channel.config().setAutoRead(false);
                }
            }
            case END -> {
                if (!received.isEmpty()) {
                    reader.mustClose(CloseReason.RESPONSE_UNASKED);
                    received.release();
                }
                responseEnd(user);
            }
            case TUNNEL -> handOver(user);
            case REFUSED -> fail(ProxyError.PARENT_REFUSED, CloseReason.PARENT_REFUSED, " It answered 407.");
            case SWITCHED -> switched(user);
            case MALFORMED ->
                fail(
                        reader.isBeforeContent() ? ProxyError.ofResponse(reader.fault()) : ProxyError.RESPONSE_CUT,
                        CloseReason.RESPONSE_MALFORMED,
                        " In its response " + reader.fault().sentence() + ".");
        }
    }

    private void responseEnd(OriginSource user) {
        CloseReason limit = pool.limitReached(this);
        if (limit != null) {
            reader.mustClose(limit);
        }
        CloseReason why = reader.closeReason();
        if (why != null) {
            user.originCloses(why);
        }
        long content = reader.content();
        // The connection goes back before the client goes on, so that the client's next request can use it; an exchange
        // that waits may have begun on it when this returns.
        if (requestEnded) {
            finish();
        }
        user.end(content);
    }

    /** Both halves are done. */
    private void finish() {
        if (reset) {
            reader.mustClose(CloseReason.ORIGIN_RESET);
        }
        CloseReason why = reader.closeReason();
        if (why != null) {
            close(why);
        } else {
            pool.release(this);
        }
    }

    /** Rests in the pool. */
    void rest() {
        become(OriginState.IDLE);
        rested = true;
        source = null;
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        await(reader.idleMillis(timeouts.idle()));
        pool.events().emit(new ProxyEvent.OriginPooled(System.nanoTime(), id));
    }

    private void switched(OriginSource user) {
        String fault = user.switchFault(reader.head(), requestEnded);
        if (fault == null) {
            handOver(user);
        } else {
            fail(ProxyError.SWITCH_INVALID, CloseReason.RESPONSE_MALFORMED, fault);
        }
    }

    private void handOver(OriginSource user) {
        become(OriginState.HANDED_OVER);
        source = null;
        pool.timer().remove(deadline);
        channel.config().setAutoRead(false);
        channel.pipeline().remove(this);
        pool.closed(this);
        user.originCloses(CloseReason.TUNNEL_ENDED);
        ProxyEvents events = pool.events();
        channel.closeFuture()
                .addListener(f -> events.emit(
                        new ProxyEvent.OriginClosed(System.nanoTime(), id, CloseReason.TUNNEL_ENDED, exchanges)));
        // The head's index points into the buffer that is given away.
        ByteBuf bytes = received.bytes().retain();
        user.tunnel(reader.head(), reader.options(), channel, received.take());
        bytes.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (source != null) {
            source.sink().flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        queue.writabilityChanged();
        if (source != null && channel.isWritable()) {
            source.sink().contentWanted();
        }
    }

    // The ends.

    /** Closes the connection and tells the pool. Only the first call counts. */
    void close(CloseReason why) {
        if (state == OriginState.CLOSED || state == OriginState.HANDED_OVER) {
            return;
        }
        become(OriginState.CLOSED);
        source = null;
        pool.timer().remove(deadline);
        received.release();
        pool.events().emit(new ProxyEvent.OriginClosed(System.nanoTime(), id, why, exchanges));
        channel.close();
        pool.closed(this);
    }

    private void fail(ProxyError error, CloseReason why, String detail) {
        OriginSource user = source;
        if (user != null) {
            user.originCloses(why);
        }
        close(why);
        if (user != null) {
            user.lost(this, error, "Origin: " + origin + "." + detail);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        CloseReason why = reset ? CloseReason.ORIGIN_RESET : CloseReason.ORIGIN_CLOSED;
        OriginSource user = source;
        if (user == null) {
            close(why);
        } else if (!reset && reader.endAtClose(user)) {
            responseEnd(user);
            close(CloseReason.RESPONSE_ENDS_AT_CLOSE);
        } else {
            closedWithinExchange(why);
        }
    }

    private void closedWithinExchange(CloseReason why) {
        String verb = reset ? " It reset the connection" : " It closed the connection";
        if (reader.isEnd()) {
            fail(ProxyError.ORIGIN_CLOSED, why, verb + " after its response, while the request was still being sent.");
        } else if (reader.isBeforeContent()) {
            String when = reader.isAnswered() ? " within the response head." : " before the first byte of a response.";
            fail(ProxyError.ORIGIN_CLOSED, why, verb + when);
        } else {
            String missing = reader.missing() > 0 ? "; " + reader.missing() + " bytes are missing." : ".";
            fail(ProxyError.RESPONSE_CUT, why, verb + " after " + reader.content() + " bytes of content" + missing);
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
        fail(ProxyError.INTERNAL, CloseReason.INTERNAL_ERROR, "");
    }

    private void timedOut() {
        if (state == OriginState.IDLE) {
            boolean hinted = reader.idleMillis(timeouts.idle()) < timeouts.idle();
            close(hinted ? CloseReason.ORIGIN_KEEP_ALIVE : CloseReason.ORIGIN_IDLE);
        } else if (reader.isBeforeContent() && requestEnded) {
            fail(
                    ProxyError.RESPONSE_TIMEOUT,
                    CloseReason.RESPONSE_HEAD_TIMEOUT,
                    " No response head within " + timeouts.responseHead() + " ms.");
        } else {
            stalled();
        }
    }

    /** Nothing was read or written for a while: who is to move next has stalled, unless it takes what waits, slowly. */
    private void stalled() {
        OriginSource user = source;
        long waiting =
                SocketOptions.unsent(channel) + (user == null ? 0 : user.sink().unsent());
        boolean forContent = awaitsContent();
        long limit = forContent ? timeouts.requestContent() : timeouts.stall();
        if (waiting != waitingBefore) {
            waitingBefore = waiting;
            moved();
        } else if (stillMillis < limit) {
            await(limit - stillMillis);
            stillMillis = limit;
        } else if (forContent) {
            fail(
                    ProxyError.REQUEST_TIMEOUT,
                    CloseReason.REQUEST_CONTENT_TIMEOUT,
                    " The client sent nothing for " + limit + " ms.");
        } else if (!channel.config().isAutoRead()) {
            fail(ProxyError.STALLED, CloseReason.CLIENT_STALLED, " The client took nothing for " + limit + " ms.");
        } else if (!requestEnded && reader.isBeforeContent()) {
            fail(ProxyError.REQUEST_STALLED, CloseReason.ORIGIN_STALLED, " It took nothing for " + limit + " ms.");
        } else {
            fail(ProxyError.STALLED, CloseReason.ORIGIN_STALLED, " Nothing moved for " + limit + " ms.");
        }
    }

    /** Whether it is the client's turn: the origin takes content and has not begun to answer. */
    private boolean awaitsContent() {
        return !requestEnded && reader.isBeforeContent() && channel.isWritable();
    }
}
