package io.clearhop.client;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.SendQueue;
import io.clearhop.loop.Shortcut;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.origin.SocketOptions;
import io.clearhop.relay.Linger;
import io.clearhop.relay.LingeringClose;
import io.clearhop.relay.Tunnel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection in smart mode: it reads requests, serves them one after the other, and closes so that the last
 * response arrives. Confined to its event loop.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter {
    /** So much may wait here: pipelined requests, or content that the origin does not take yet. */
    private static final int MAX_WAITING = 64 * 1024;

    private final Channel channel;
    private final ClientScope scope;
    private final ClientAccess access;
    private final long id;
    private final CurrentExchange current;
    private final Received received = new Received();
    private final Shortcut shortcut;
    private final SendQueue queue;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private ClientState state = ClientState.READING;
    private @Nullable Tunnel tunnel;
    /** Only while a head, or an empty line before it, is arriving in parts. */
    private @Nullable HeadParser parser;

    private int exchanges;
    private boolean inputClosed;
    private boolean processing;
    private boolean reset;
    private CloseReason closeReason = CloseReason.CLIENT_CLOSED;

    /**
     * Takes an accepted connection.
     *
     * @param access what its client may do
     */
    public ClientConnection(Channel channel, ClientScope scope, ClientAccess access) {
        this.channel = channel;
        this.scope = scope;
        this.access = access;
        id = scope.loop().connectionIds().next();
        queue = SendQueue.of(channel);
        current = new CurrentExchange(this, channel, scope, access);
        shortcut = Shortcut.of(channel);
        shortcut.open(new Content());
    }

    private void become(ClientState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("c" + id + " is " + state + " and cannot become " + next);
        }
        state = next;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        scope.opened(id, this);
        emit(new ProxyEvent.ClientConnected(System.nanoTime(), id, access.address(), channel.localAddress(), false));
        channel.closeFuture().addListener(f -> closed());
        awaitRequest();
    }

    private void emit(ProxyEvent event) {
        scope.loop().events().emit(event);
    }

    private void awaitRequest() {
        scope.loop().timer().set(deadline, scope.policy().idleMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        passRest();
        received.add((ByteBuf) msg, ctx.alloc());
        process();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        boolean passed = passRest();
        if (current.hasPassedLast()) {
            process();
        } else if (passed) {
            current.flushRequest();
        }
    }

    private boolean passRest() {
        ByteBuf rest = shortcut.rest();
        if (rest != null) {
            current.passRest(rest);
        }
        return rest != null;
    }

    /** Of the request: what need not come here. */
    private final class Content implements Shortcut.Content {
        @Override
        public long most() {
            return state == ClientState.EXCHANGING && received.isEmpty() ? current.passable() : 0;
        }

        @Override
        public @Nullable Channel to() {
            return current.hop();
        }

        @Override
        public boolean awaitsHead() {
            return state == ClientState.READING;
        }

        @Override
        public void passed(int bytes) {
            current.passed(bytes);
        }
    }

    /** Does all that the received bytes allow. */
    void process() {
        if (processing) {
            return;
        }
        processing = true;
        boolean progress = true;
        while (progress && (!received.isEmpty() || current.hasPassedLast())) {
            progress = switch (state) {
                // No further request is served while the client does not take the responses to those before.
                case READING -> channel.isWritable() && readHead();
                case EXCHANGING -> current.passContent(received);
                case TUNNELLING, CLOSING, CLOSED -> false;
            };
        }
        if (inputClosed) {
            inputEnded();
        }
        processing = false;
        received.releaseConsumed();
        account();
        current.flushRequest();
        updateReading();
    }

    /** What stays here is memory that others do not have. */
    private void account() {
        if (state != ClientState.READING && state != ClientState.EXCHANGING) {
            received.release();
        }
        queue.keep(received.size());
        if (awaitsRestOfHead() && !queue.mayKeep()) {
            deadline.clear();
            refuseHead(
                    ProxyError.MEMORY_SHORT,
                    "Of this request's head " + received.size() + " bytes have arrived.",
                    CloseReason.MEMORY_SHORT);
        }
    }

    /** A head that is not complete is answered, and what there is of it is dropped. */
    private void refuseHead(ProxyError error, String detail, CloseReason why) {
        exchanges++;
        become(ClientState.EXCHANGING);
        current.refuseHead(error, detail, why, id, exchanges);
        dropParser();
        received.release();
        queue.keep(0);
    }

    /** Reads one head. False if the rest of it has not arrived. */
    private boolean readHead() {
        HeadParser reading = parser;
        if (reading == null) {
            reading = scope.takeParser();
            parser = reading;
        }
        boolean begunBefore = reading.hasBegun();
        HeadParser.Result result = reading.parse(received.bytes());
        if (result == HeadParser.Result.INCOMPLETE && !(inputClosed && reading.hasBegun())) {
            if (!begunBefore && reading.hasBegun()) {
                scope.loop().timer().set(deadline, scope.policy().requestHeadMillis());
            }
            return false;
        }
        deadline.clear();
        exchanges++;
        become(ClientState.EXCHANGING);
        if (result == HeadParser.Result.INCOMPLETE) {
            current.refuse(Malformed.HEAD_CUT, id, exchanges);
        } else if (result == HeadParser.Result.MALFORMED) {
            current.refuse(reading.fault(), id, exchanges);
        } else {
            Head head = reading.head();
            received.bytes().skipBytes(head.length());
            current.begin(head, id, exchanges);
        }
        dropParser();
        return true;
    }

    private boolean awaitsRestOfHead() {
        return state == ClientState.READING && isHeadUnderWay();
    }

    /** Empty lines alone are no part of a request (RFC 9112 section 2.2): the client is as idle as before. */
    private boolean isHeadUnderWay() {
        return parser != null && parser.hasBegun();
    }

    private void dropParser() {
        HeadParser done = parser;
        if (done != null) {
            scope.returnParser(done);
            parser = null;
        }
    }

    /** Keeps one read outstanding, so that a close is seen, but no more than a bounded number of bytes waiting. */
    private void updateReading() {
        boolean serving = state == ClientState.EXCHANGING || state == ClientState.READING;
        // A head has a limit of its own, and is never complete without being read.
        boolean more =
                received.size() < MAX_WAITING || current.takesContent() || channel.isWritable() && awaitsRestOfHead();
        boolean read = !serving || more;
        if (state != ClientState.TUNNELLING && channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    // What the exchange asks for.

    /** Whether bytes have arrived that nobody has looked at. */
    boolean hasWaitingBytes() {
        return !received.isEmpty();
    }

    /** Whether the client may still send. */
    boolean isInputOpen() {
        return !inputClosed;
    }

    /** Whether the client has closed its side and everything it sent has been consumed. */
    boolean isInputSpent() {
        return inputClosed && received.isEmpty();
    }

    /** The exchange is over: the connection goes on, or closes. */
    void exchangeOver(@Nullable CloseReason close) {
        if (close != null) {
            close(close);
        } else {
            become(ClientState.READING);
            awaitRequest();
            // Last, for a flush may find that the client has left.
            flushResponse();
        }
    }

    /** A client that pipelines can take this response together with the next one. */
    private void flushResponse() {
        if (received.isEmpty()) {
            queue.flush();
        } else {
            scope.lateFlush().flush(channel);
        }
    }

    /**
     * The response could not be completed.
     *
     * @param visibleByResetOnly whether a FIN would look like the end of the content
     */
    void cut(boolean visibleByResetOnly) {
        if (visibleByResetOnly) {
            become(ClientState.CLOSING);
            closeNow(CloseReason.RESPONSE_CUT, true);
        } else {
            close(CloseReason.RESPONSE_CUT);
        }
    }

    /** The connection is no HTTP any more. */
    void becomeTunnel(Channel origin, @Nullable ByteBuf earlyFromOrigin) {
        become(ClientState.TUNNELLING);
        // Every other end is the tunnel's to tell.
        closeReason = CloseReason.CLIENT_RESET;
        scope.loop().timer().remove(deadline);
        channel.pipeline().remove(this);
        Tunnel joined = new Tunnel(
                current.exchange(),
                channel,
                origin,
                scope.loop().timer(),
                scope.policy().tunnelIdleMillis(),
                (fromClient, toClient, why) -> {
                    closeReason = why;
                    current.tunnelEnded(fromClient, toClient, why);
                });
        tunnel = joined;
        joined.start(received.take(), earlyFromOrigin, inputClosed);
    }

    // The ends of the connection.

    /** Closes so that what was written arrives. */
    private void close(CloseReason why) {
        closeReason = why;
        emit(new ProxyEvent.ClientClosing(System.nanoTime(), id, why));
        become(ClientState.CLOSING);
        scope.loop().timer().remove(deadline);
        Linger linger = scope.policy().linger();
        LingeringClose.begin(
                channel,
                this,
                scope.loop().timer(),
                scope.isDraining() ? linger.hurried() : linger,
                inputClosed || hasAnnouncedItsLast(why));
    }

    /**
     * A client that has announced the close must not send anything behind its request (RFC 9112 section 9.6). Behind
     * content, old clients send an empty line (section 2.2), and that must not become a reset.
     */
    private boolean hasAnnouncedItsLast(CloseReason why) {
        boolean announced = why == CloseReason.CLIENT_ASKED || why == CloseReason.CLIENT_HTTP10;
        return announced && received.isEmpty() && !current.hadContent();
    }

    /** Closes an idle connection at once, any other after its exchange. */
    void drain() {
        if (state == ClientState.READING && !isHeadUnderWay()) {
            close(CloseReason.DRAINING);
        }
    }

    /** Closes now. */
    void stop() {
        // In a tunnel, too, a FIN could look like the end of what the origin sends.
        closeNow(CloseReason.DRAINING, tunnel != null || current.isEndedByClose());
    }

    private void closeNow(CloseReason why, boolean byReset) {
        closeReason = why;
        if (byReset) {
            SocketOptions.resetAndClose(channel);
        } else {
            channel.flush();
            channel.close();
        }
    }

    private void timedOut() {
        if (!isHeadUnderWay()) {
            close(CloseReason.CLIENT_IDLE);
        } else {
            refuseHead(
                    ProxyError.REQUEST_TIMEOUT,
                    "No whole request head within " + scope.policy().requestHeadMillis() + " ms.",
                    CloseReason.REQUEST_HEAD_TIMEOUT);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !inputClosed) {
            inputClosed = true;
            emit(new ProxyEvent.ClientFinished(System.nanoTime(), id));
            process();
        }
    }

    /** The client has closed its side; what it asked for before is still answered (RFC 9112 section 9.6). */
    private void inputEnded() {
        if (state == ClientState.EXCHANGING) {
            boolean waiting = !received.isEmpty() || current.hasPassedLast();
            current.inputEnded(waiting && !current.takesContent());
        } else if (state == ClientState.READING && !isHeadUnderWay() && (received.isEmpty() || channel.isWritable())) {
            close(CloseReason.CLIENT_CLOSED);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        current.writabilityChanged();
        if (channel.isWritable()) {
            current.resume();
            process();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            reset = true;
            channel.close();
        } else {
            scope.reportBug("c" + id + " from " + channel.remoteAddress(), cause);
            closeNow(CloseReason.INTERNAL_ERROR, current.isEndedByClose());
        }
    }

    /** The channel is closed, by whomever. */
    private void closed() {
        if (tunnel != null) {
            tunnel.clientClosed(closeReason);
        }
        CloseReason why = reset ? CloseReason.CLIENT_RESET : closeReason;
        scope.loop().timer().remove(deadline);
        dropParser();
        received.release();
        become(ClientState.CLOSED);
        current.abandon(why);
        scope.closed(id);
        scope.pool().clientLeft(id);
        emit(new ProxyEvent.ClientClosed(System.nanoTime(), id, why, exchanges, SocketOptions.wasReset(channel)));
    }
}
