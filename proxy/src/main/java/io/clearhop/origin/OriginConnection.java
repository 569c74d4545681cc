package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.SendQueue;
import io.clearhop.loop.Shortcut;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.observe.Standing;
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
    private final @Nullable InetSocketAddress address;
    private final SendQueue queue;
    private final Shortcut shortcut;
    private final OriginPool pool;
    private final OriginTimeouts timeouts;
    private final long createdMillis;
    private final ResponseReader reader;
    private final Received received = new Received();
    private final Usage usage = new Usage();
    private final Patience patience;

    private OriginState state = OriginState.BUSY;
    private @Nullable OriginSource source;
    private boolean requestEnded;
    private boolean reset;

    OriginConnection(
            long id,
            Origin origin,
            Channel channel,
            OriginPool pool,
            OriginTimeouts timeouts,
            ResponseReader reader,
            long nowMillis) {
        this.id = id;
        this.origin = origin;
        this.channel = channel;
        address = channel.remoteAddress() instanceof InetSocketAddress remote ? remote : null;
        queue = SendQueue.of(channel);
        shortcut = Shortcut.of(channel);
        shortcut.open(new Content());
        this.pool = pool;
        this.timeouts = timeouts;
        createdMillis = nowMillis;
        this.reader = reader;
        patience = new Patience(pool.timer(), timeouts, new Deadline() {
            @Override
            protected void expired() {
                timedOut();
            }
        });
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

    /** What it is connected to, or null where there is no network. */
    @Nullable
    InetSocketAddress address() {
        return address;
    }

    /** Whether more of the request may be given now. */
    boolean takesMore() {
        return queue.takesMore();
    }

    /** What it has been used for. */
    Usage usage() {
        return usage;
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
            throw new IllegalStateException("o" + id + " is " + state + " and cannot become " + next);
        }
        state = next;
    }

    // The request.

    /** Takes up an exchange. */
    void begin(OriginSource user) {
        if (state == OriginState.IDLE) {
            become(OriginState.BUSY);
        }
        readOn();
        usage.begin(user.client());
        source = user;
        requestEnded = false;
        reader.begin();
        patience.begin();
    }

    /** Writes a part of the request, and takes the duty to release it. */
    void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
        moved();
    }

    /** Writes the whole of a request, and takes the duty to release it. */
    void send(ByteBuf bytes) {
        queue.send(bytes);
        moved();
    }

    /** Something has moved on one of the hops. */
    void moved() {
        patience.moved(requestEnded);
    }

    void flush() {
        queue.flush();
    }

    /** The request is complete. */
    void requestEnd() {
        requestEnded = true;
        if (reader.isEnd()) {
            // The exchange is over with this, and nobody flushes for it any more.
            channel.flush();
            finish();
        } else if (reader.isBeforeContent()) {
            patience.awaitResponse();
        }
    }

    /** The client hop takes content again. */
    void resume() {
        if (state == OriginState.BUSY && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
            moved();
        }
    }

    // The response.

    /** Of the response: what need not come here. */
    private final class Content implements Shortcut.Content {
        @Override
        public long most() {
            return state == OriginState.BUSY ? reader.passable() : 0;
        }

        @Override
        public @Nullable Channel to() {
            return source == null ? null : source.sink().hop();
        }

        @Override
        public boolean awaitsHead() {
            return reader.isBeforeContent();
        }

        @Override
        public void passed(int bytes) {
            reader.passed(bytes);
            moved();
        }
    }

    private void passRest(OriginSource user) {
        ByteBuf rest = shortcut.rest();
        if (rest != null) {
            user.sink().content(rest);
            brake(user);
        }
    }

    /** Whoever took no more of the response before, this is the next one's. */
    private void readOn() {
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    private void brake(OriginSource user) {
        if (!user.sink().isWritable()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        OriginSource user = source;
        if (user == null || reader.isEnd()) {
            in.release();
            unasked();
            return;
        }
        passRest(user);
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
            case INCOMPLETE -> brake(user);
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
        // The connection goes back before the client goes on, so that the client's next request can use it. An exchange
        // that waits may have begun on it when finish() returns.
        if (requestEnded) {
            finish();
        }
        user.sink().end(content);
    }

    /** Both halves are done. The exchange lets go first: what becomes of its client must not reach the next exchange. */
    private void finish() {
        OriginSource user = source;
        if (user == null) {
            // A flush has found that the origin has left.
            return;
        }
        user.letGo();
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
        usage.rest();
        reader.rest();
        // A connection that nobody has used is rare enough to be told of.
        boolean watched = source == null || source.isWatched();
        source = null;
        readOn();
        long idleMillis = reader.idleMillis(timeouts.idle());
        patience.awaitUse(idleMillis);
        if (watched) {
            pool.events().emit(new ProxyEvent.OriginPooled(System.nanoTime(), id, idleMillis, reader.hint(idleMillis)));
        }
    }

    /** What has to happen next for the exchange. */
    Standing standing() {
        if (reader.isEnd() && !requestEnded) {
            return channel.isWritable() ? Standing.CLIENT_SENDS : Standing.ORIGIN_TAKES;
        }
        return switch (turn()) {
            case CLIENT_SENDS -> Standing.CLIENT_SENDS;
            case CLIENT_TAKES -> Standing.CLIENT_TAKES;
            case ORIGIN_TAKES -> Standing.ORIGIN_TAKES;
            case ORIGIN_SENDS -> reader.isBeforeContent() ? Standing.RESPONSE_HEAD : Standing.ORIGIN_SENDS;
        };
    }

    private Patience.Turn turn() {
        boolean requestGoesOn = !requestEnded && reader.isBeforeContent();
        return Patience.Turn.of(
                requestGoesOn, channel.isWritable(), channel.config().isAutoRead());
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
        patience.end();
        channel.config().setAutoRead(false);
        channel.pipeline().remove(this);
        pool.closed(this);
        user.originCloses(CloseReason.TUNNEL_ENDED);
        ProxyEvents events = pool.events();
        channel.closeFuture()
                .addListener(f -> events.emit(new ProxyEvent.OriginClosed(
                        System.nanoTime(), id, user.tunnelEnd(), usage.exchanges(), SocketOptions.wasReset(channel))));
        user.tunnel(reader.head(), reader.options(), channel, received.take());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        OriginSource user = source;
        if (user == null) {
            return;
        }
        passRest(user);
        if (state == OriginState.BUSY && reader.hasPassedLast()) {
            act(reader.read(received.bytes(), user), user);
        } else {
            user.sink().flush();
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
        patience.end();
        received.release();
        boolean byReset = why == CloseReason.EXCHANGE_ABANDONED;
        pool.events().emit(new ProxyEvent.OriginClosed(System.nanoTime(), id, why, usage.exchanges(), byReset));
        if (byReset) {
            // A FIN would look like the half-close of somebody who still wants the response (RFC 9112 section 9.6).
            SocketOptions.resetAndClose(channel);
        } else {
            channel.close();
        }
        pool.closed(this);
    }

    private void fail(ProxyError error, CloseReason why, String detail) {
        OriginSource user = source;
        if (user != null) {
            user.originCloses(why);
        }
        close(why);
        if (user != null) {
            user.lost(this, error, user.access().nameOf(origin) + "." + detail);
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
            return;
        }
        Patience.End end = reader.isBeforeContent() && requestEnded ? patience.noResponse() : stalled();
        if (end != null) {
            fail(end.error(), end.why(), end.detail());
        }
    }

    private Patience.@Nullable End stalled() {
        OriginSource user = source;
        long waiting =
                SocketOptions.unsent(channel) + (user == null ? 0 : user.sink().unsent());
        return patience.stalled(turn(), waiting, requestEnded);
    }
}
