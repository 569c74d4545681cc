package io.clearhop.client;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.relay.LingeringClose;
import io.clearhop.relay.Tunnel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection in smart mode: its requests are served one after the other, and answered in order. It is the
 * sink of its exchange's response. Confined to its event loop.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter implements ResponseSink {
    /** So much may wait here unread by anybody: pipelined requests, or content that the origin does not take yet. */
    private static final int MAX_WAITING = 64 * 1024;

    private final Channel channel;
    private final ClientScope scope;
    private final long id;
    private final ClientWriter writer;
    private final RequestDispatch dispatch;
    private final BodyForwarder requestBody;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private ClientState state = ClientState.READING;
    /** Bytes that arrived and are not consumed. */
    private @Nullable ByteBuf received;
    /** Only while a head is arriving in parts. */
    private @Nullable HeadParser parser;

    private @Nullable Exchange exchange;
    private @Nullable ResponseSource source;
    private @Nullable Tunnel tunnel;
    private int exchanges;
    private boolean inputClosed;
    private boolean processing;
    private boolean reset;
    private boolean responseEndsAtClose;
    private CloseReason closeReason = CloseReason.CLIENT_CLOSED;

    public ClientConnection(Channel channel, ClientScope scope) {
        this.channel = channel;
        this.scope = scope;
        id = scope.loop().clientIds().next();
        writer = new ClientWriter(channel, scope);
        dispatch = new RequestDispatch(channel, scope);
        requestBody = new BodyForwarder(scope.policy().headLimits());
    }

    private void become(ClientState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("c" + id + " is " + state + " and can not become " + next);
        }
        state = next;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        scope.opened(this);
        scope.loop()
                .events()
                .emit(new ProxyEvent.ClientConnected(
                        System.nanoTime(), id, channel.remoteAddress(), channel.localAddress(), false));
        channel.closeFuture().addListener(f -> closed());
        scope.loop().timer().set(deadline, scope.policy().idleMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        received = received == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, in);
        process();
    }

    /** Does all that the received bytes allow. */
    private void process() {
        if (processing) {
            return;
        }
        processing = true;
        boolean progress = true;
        while (progress) {
            progress = switch (state) {
                case READING -> readHead();
                case EXCHANGING -> passContent();
                case TUNNELLING, CLOSING, CLOSED -> false;
            };
        }
        processing = false;
        if (received != null && !received.isReadable()) {
            received.release();
            received = null;
        }
        if (source != null) {
            source.flush();
        }
        updateReading();
    }

    private boolean readHead() {
        ByteBuf in = received;
        if (in == null || !in.isReadable()) {
            return false;
        }
        HeadParser current = parser;
        if (current == null) {
            current = scope.takeParser();
            parser = current;
            scope.loop().timer().set(deadline, scope.policy().requestHeadMillis());
        }
        switch (current.parse(in)) {
            case INCOMPLETE -> {
                if (!inputClosed) {
                    return false;
                }
                refuse(Malformed.HEAD_CUT);
            }
            case MALFORMED -> refuse(current.fault());
            case COMPLETE -> begin(in, current.head());
        }
        dropParser();
        return true;
    }

    private void dropParser() {
        HeadParser current = parser;
        if (current != null) {
            scope.returnParser(current);
            parser = null;
        }
    }

    /** A whole head is there: an exchange begins. */
    private void begin(ByteBuf in, Head head) {
        deadline.clear();
        exchanges++;
        RequestDispatch.Plan plan = dispatch.plan(head, id, exchanges);
        Exchange begun = plan.exchange();
        exchange = begun;
        become(ClientState.EXCHANGING);
        CloseReason close = plan.close();
        if (close != null) {
            begun.clientCloses(close);
        }
        int limit = scope.policy().exchanges();
        writer.prepare(begun.isHttp10(), scope.options(), limit == 0 ? -1 : limit - exchanges);
        BodyFraming framing = scope.framing();
        in.skipBytes(head.length());
        Malformed fault = plan.fault();
        if (fault != null) {
            malformed(fault);
            return;
        }
        requestBody.begin(framing.kind(), framing.length(), BodyForwarder.Mode.AS_IS);
        if (requestBody.isEnd()) {
            begun.request().end();
        }
        LocalResponse answer = plan.answer();
        if (answer != null) {
            answer(answer, Outcome.ANSWERED);
            return;
        }
        ResponseSource from = dispatch.source(plan, this);
        source = from;
        from.start();
    }

    private boolean passContent() {
        Exchange current = exchange;
        ResponseSource to = source;
        ByteBuf in = received;
        if (current == null
                || to == null
                || in == null
                || !in.isReadable()
                || current.request().ended()
                || !to.wantsContent()) {
            return false;
        }
        Run run = requestBody.forward(in, to);
        current.request().received(requestBody.content());
        if (run == Run.MALFORMED) {
            to.abandon(CloseReason.REQUEST_MALFORMED);
            malformed(requestBody.fault());
            return false;
        }
        if (run == Run.END) {
            current.request().end();
            to.requestEnd();
            if (current.isDone()) {
                finish(Outcome.FORWARDED);
                return true;
            }
        } else if (inputClosed) {
            contentCut(to);
        }
        return false;
    }

    /** Keeps one read outstanding, so that a close is seen, but no more than a bounded number of bytes waiting. */
    private void updateReading() {
        boolean read = true;
        if (state == ClientState.EXCHANGING) {
            int waiting = received == null ? 0 : received.readableBytes();
            boolean taken =
                    source != null && exchange != null && !exchange.request().ended() && source.wantsContent();
            read = taken || waiting < MAX_WAITING;
        }
        if (channel.config().isAutoRead() != read && state != ClientState.TUNNELLING) {
            channel.config().setAutoRead(read);
        }
    }

    // The sink of the response.

    @Override
    public void contentWanted() {
        process();
    }

    @Override
    public void interim(Head head, ConnectionOptions options) {
        Exchange current = current();
        // An HTTP/1.0 client knows no interim responses (RFC 9110 section 15.2).
        if (current.isHttp10()) {
            return;
        }
        writer.interim(current, head, options);
        if (head.status() == 100) {
            current.request().continued();
        }
    }

    @Override
    public BodyForwarder.Mode head(
            Head head, ConnectionOptions options, BodyFraming framing, @Nullable CloseReason originClose) {
        Exchange current = current();
        responseEndsAtClose = ClientWriter.endsAtClose(current.isHttp10(), framing.kind());
        if (responseEndsAtClose) {
            current.clientCloses(CloseReason.RESPONSE_ENDS_AT_CLOSE);
        }
        if (scope.isDraining()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        // The rest of the request could not be delivered, or may never come.
        boolean unfinished = !current.request().ended() && originClose != null;
        if (unfinished || current.request().awaitsContinue()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
        writer.head(current, head, options, framing);
        current.response().begin(head.status());
        return ClientWriter.mode(current.isHttp10(), framing.kind());
    }

    @Override
    public void content(ByteBuf bytes) {
        writer.content(bytes);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void end(long content) {
        Exchange current = current();
        current.response().sent(content);
        current.response().end();
        if (!current.request().ended() && current.clientClose() == null) {
            channel.flush();
            return;
        }
        if (!current.request().ended() && source != null) {
            source.abandon(CloseReason.REQUEST_UNFINISHED);
        }
        finish(Outcome.FORWARDED);
        process();
    }

    @Override
    public void failed(ProxyError error, String detail) {
        Exchange current = current();
        current.blame(error.sentence() + " " + detail);
        source = null;
        if (!current.response().begun()) {
            if (!current.request().ended()) {
                current.clientCloses(CloseReason.REQUEST_UNFINISHED);
            }
            answer(scope.responses().failed(error, detail), Outcome.FAILED);
            process();
        } else if (current.response().ended()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
            finish(Outcome.FORWARDED);
        } else {
            cut(current);
        }
    }

    /** The response can not be completed: the client must not take it for whole (RFC 9112 section 8). */
    private void cut(Exchange current) {
        current.response().sent(writer.sent());
        current.clientCloses(CloseReason.RESPONSE_CUT);
        exchange = null;
        current.complete(Outcome.CUT);
        if (responseEndsAtClose) {
            // A FIN would be the end of this content, so it takes a reset to show the cut.
            become(ClientState.CLOSING);
            closeReason = CloseReason.RESPONSE_CUT;
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        } else {
            close(CloseReason.RESPONSE_CUT);
        }
    }

    @Override
    public void tunnel(
            @Nullable Head head, @Nullable ConnectionOptions options, Channel origin, @Nullable ByteBuf early) {
        Exchange current = current();
        if (head == null || options == null) {
            writer.write(dispatch.connectEstablished());
            current.response().begin(200);
        } else {
            scope.framing().ofResponse(head, Method.CONNECT);
            writer.head(current, head, options, scope.framing());
            current.response().begin(head.status());
        }
        become(ClientState.TUNNELLING);
        // Every other end is the tunnel's to tell.
        closeReason = CloseReason.CLIENT_RESET;
        deadline.clear();
        source = null;
        ByteBuf fromClient = received;
        received = null;
        channel.pipeline().remove(this);
        Tunnel joined = new Tunnel(
                channel, origin, scope.loop().timer(), scope.policy().tunnelIdleMillis(), this::tunnelEnded);
        tunnel = joined;
        joined.start(fromClient, early, inputClosed);
    }

    private void tunnelEnded(long fromClient, long toClient, CloseReason why) {
        Exchange current = current();
        closeReason = why;
        current.tunnelled(fromClient, toClient);
        current.clientCloses(why);
        exchange = null;
        current.complete(Outcome.TUNNELLED);
    }

    // The ends of an exchange and of the connection.

    /** Bytes that are no request: nothing after them can be trusted to be one. */
    private void refuse(Malformed fault) {
        exchanges++;
        exchange = Exchange.ofGarbage(
                scope.loop().exchangeIds().next(),
                id,
                exchanges,
                channel.remoteAddress(),
                scope.loop().events());
        become(ClientState.EXCHANGING);
        malformed(fault);
    }

    private void malformed(Malformed fault) {
        Exchange current = current();
        current.blame(fault.sentence());
        current.clientCloses(CloseReason.REQUEST_MALFORMED);
        source = null;
        if (current.response().begun()) {
            cut(current);
        } else {
            answer(scope.responses().malformed(fault), Outcome.FAILED);
        }
    }

    private void answer(LocalResponse response, Outcome outcome) {
        Exchange current = current();
        if (!current.request().ended()) {
            current.clientCloses(CloseReason.REQUEST_UNFINISHED);
        }
        if (scope.isDraining()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        writer.local(response, current.method() == Method.HEAD, current.clientClose() != null);
        current.response().begin(response.status());
        current.response().end();
        finish(outcome);
    }

    /** The exchange is over, and the connection goes on or closes. */
    private void finish(Outcome outcome) {
        Exchange current = current();
        if (scope.isDraining()) {
            current.clientCloses(CloseReason.DRAINING);
        }
        boolean atEnd = inputClosed && (received == null || !received.isReadable());
        if (atEnd) {
            current.clientCloses(CloseReason.CLIENT_CLOSED);
        }
        exchange = null;
        source = null;
        current.complete(outcome);
        CloseReason why = current.clientClose();
        if (why != null) {
            close(why);
            return;
        }
        become(ClientState.READING);
        scope.loop().timer().set(deadline, scope.policy().idleMillis());
        channel.flush();
    }

    /** Closes so that what was written arrives. */
    private void close(CloseReason why) {
        closeReason = why;
        become(ClientState.CLOSING);
        deadline.clear();
        channel.pipeline().remove(this);
        LingeringClose.begin(
                channel,
                scope.loop().timer(),
                scope.policy().lingerMillis(),
                scope.policy().stallMillis(),
                inputClosed);
    }

    /** Closes an idle connection at once, any other after its exchange. */
    void drain() {
        if (state == ClientState.READING && parser == null) {
            close(CloseReason.DRAINING);
        }
    }

    /** Closes now. */
    void stop() {
        closeReason = CloseReason.DRAINING;
        channel.close();
    }

    private void timedOut() {
        if (state == ClientState.READING && parser != null) {
            exchanges++;
            Exchange current = Exchange.ofGarbage(
                    scope.loop().exchangeIds().next(),
                    id,
                    exchanges,
                    channel.remoteAddress(),
                    scope.loop().events());
            exchange = current;
            become(ClientState.EXCHANGING);
            String detail = "No whole request head within " + scope.policy().requestHeadMillis() + " ms.";
            current.blame(detail);
            current.clientCloses(CloseReason.REQUEST_HEAD_TIMEOUT);
            answer(scope.responses().failed(ProxyError.REQUEST_TIMEOUT, detail), Outcome.FAILED);
        } else if (state == ClientState.READING) {
            close(CloseReason.CLIENT_IDLE);
        } else {
            channel.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !inputClosed) {
            inputClosed = true;
            inputEnded();
        }
    }

    /** The client has closed its side; what it has asked for before is still answered (RFC 9112 section 9.6). */
    private void inputEnded() {
        if (state == ClientState.READING) {
            if (parser != null) {
                dropParser();
                refuse(Malformed.HEAD_CUT);
            } else {
                close(CloseReason.CLIENT_CLOSED);
            }
        } else if (state == ClientState.EXCHANGING && !current().request().ended()) {
            ResponseSource to = source;
            // The rest may be here already, and the origin just does not take it yet.
            boolean waits = received != null && received.isReadable() && to != null && !to.wantsContent();
            if (!waits && to != null) {
                contentCut(to);
            }
        }
    }

    private void contentCut(ResponseSource from) {
        from.abandon(CloseReason.EXCHANGE_ABANDONED);
        malformed(Malformed.CONTENT_CUT);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && source != null) {
            source.resume();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            reset = true;
            channel.close();
            return;
        }
        scope.reportBug("c" + id + " from " + channel.remoteAddress(), cause);
        closeReason = CloseReason.INTERNAL_ERROR;
        channel.close();
    }

    /** The channel is closed, by whomever. */
    private void closed() {
        CloseReason why = reset ? CloseReason.CLIENT_RESET : closeReason;
        deadline.clear();
        dropParser();
        if (tunnel != null) {
            tunnel.abort(why);
        }
        if (received != null) {
            received.release();
            received = null;
        }
        ResponseSource from = source;
        source = null;
        if (from != null) {
            from.abandon(CloseReason.EXCHANGE_ABANDONED);
        }
        Exchange current = exchange;
        exchange = null;
        if (state != ClientState.CLOSED) {
            become(ClientState.CLOSED);
        }
        if (current != null) {
            current.response().sent(writer.sent());
            current.clientCloses(why);
            current.complete(Outcome.ABANDONED);
        }
        scope.closed(this);
        scope.loop().events().emit(new ProxyEvent.ClientClosed(System.nanoTime(), id, why, exchanges));
    }

    private Exchange current() {
        Exchange current = exchange;
        if (current == null) {
            throw new IllegalStateException("c" + id + " carries no exchange");
        }
        return current;
    }
}
