package io.clearhop.relay;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.OwnFields;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.RequestTarget;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.origin.OriginConnector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The dumb proxy of HTTP: The Definitive Guide, figures 4-15 and 4-17. It reads one head, only to learn where to connect,
 * and sends it on verbatim but for the request target: {@code Connection}, {@code Keep-Alive} and {@code Proxy-Connection}
 * pass as if they were meant for the origin. Then it copies what the origin sends until the <em>origin</em> closes, and
 * does not look at the client again: blind and single-tasking, that is the hang.
 *
 * <p>The content that belongs to the one request is passed on, so that uploads work. Event loop.
 */
public final class BlindRelay extends ChannelInboundHandlerAdapter
        implements OriginConnector.Listener, BytePipe.Listener, BodyForwarder.Sink {
    private enum State {
        READING_HEAD,
        CONNECTING,
        PASSING_CONTENT,
        /** The client is not looked at any more. */
        RELAYING,
        OVER
    }

    private final Channel client;
    private final RelayScope scope;
    private final long id;
    private final HeadParser parser;
    private final RequestTarget target = new RequestTarget();
    private final BodyFraming framing = new BodyFraming();
    private final BodyForwarder content;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private State state = State.READING_HEAD;
    private @Nullable ByteBuf received;
    private @Nullable Exchange exchange;
    private @Nullable Channel origin;
    private @Nullable BytePipe pipe;
    private @Nullable Tunnel tunnel;
    private boolean connect;
    private boolean inputClosed;
    private CloseReason closeReason = CloseReason.CLIENT_CLOSED;

    public BlindRelay(Channel client, RelayScope scope) {
        this.client = client;
        this.scope = scope;
        id = scope.loop().clientIds().next();
        parser = new HeadParser(HeadParser.Kind.REQUEST, scope.headLimits());
        content = new BodyForwarder(scope.headLimits());
    }

    /** Closes if no request has come yet. */
    void drain() {
        if (state == State.READING_HEAD && !parser.hasBegun()) {
            stop();
        }
    }

    /** Closes now. */
    void stop() {
        closeReason = CloseReason.DRAINING;
        client.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        scope.registry().opened(this);
        scope.loop()
                .events()
                .emit(new ProxyEvent.ClientConnected(
                        System.nanoTime(), id, client.remoteAddress(), client.localAddress(), true));
        client.closeFuture().addListener(f -> closed());
        scope.loop().timer().set(deadline, scope.clientIdleMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        if (state == State.RELAYING || state == State.OVER) {
            // Only the kernel's last words before a FIN get here; a blind proxy does not look at them.
            in.release();
            return;
        }
        received = received == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, in);
        if (state == State.READING_HEAD) {
            readHead(received);
        } else if (state == State.PASSING_CONTENT) {
            passContent();
        }
    }

    private void readHead(ByteBuf in) {
        switch (parser.parse(in)) {
            case INCOMPLETE -> scope.loop().timer().set(deadline, scope.requestHeadMillis());
            case MALFORMED -> refuse(parser.fault());
            case COMPLETE -> head(in, parser.head());
        }
    }

    private void head(ByteBuf in, Head head) {
        Malformed fault = target.read(head);
        framing.ofRequest(head);
        if (fault == null) {
            fault = framing.fault();
        }
        if (fault != null) {
            refuse(fault);
            return;
        }
        Exchange begun = begin(head);
        connect = head.method() == Method.CONNECT;
        if (target.form() == RequestTarget.Form.ORIGIN || target.form() == RequestTarget.Form.ASTERISK) {
            boolean get = head.method() == Method.GET || head.method() == Method.HEAD;
            answer(
                    scope.responses().toProxyItself(get, head.method() == Method.OPTIONS, path(head)),
                    Outcome.ANSWERED,
                    CloseReason.RELAY_ENDED);
            return;
        }
        Origin parent = scope.parent();
        begun.forwardTo(
                parent != null ? parent : target.origin(), makesTunnel() ? null : verbatim(head, parent != null));
        in.skipBytes(head.length());
        content.begin(framing.kind(), framing.length(), BodyForwarder.Mode.AS_IS);
        state = State.CONNECTING;
        deadline.clear();
        client.config().setAutoRead(false);
        begun.connecting();
        scope.connector().connect(begun.nextHop(), this);
    }

    /** Whether the tunnel begins here, and not at the parent. */
    private boolean makesTunnel() {
        return connect && scope.parent() == null;
    }

    private Exchange begin(Head head) {
        byte[] bytes = new byte[head.length()];
        head.bytes().getBytes(head.start(), bytes);
        Exchange begun = new Exchange(
                scope.loop().exchangeIds().next(),
                id,
                1,
                client.remoteAddress(),
                bytes,
                head.method(),
                head.isHttp10(),
                false,
                scope.loop().events());
        exchange = begun;
        return begun;
    }

    private String path(Head head) {
        return head.bytes()
                .toString(
                        target.pathStart(),
                        target.pathEnd() - target.pathStart(),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The head as it came; for an origin the target loses scheme and authority, which HTTP/1.0 origins do not take. */
    private ByteBuf verbatim(Head head, boolean toParent) {
        ByteBuf in = head.bytes();
        ByteBuf out = client.alloc().buffer(head.length() + 1);
        if (toParent) {
            return out.writeBytes(in, head.start(), head.length());
        }
        out.writeBytes(in, head.start(), head.targetStart() - head.start());
        int pathLength = target.pathEnd() - target.pathStart();
        if (pathLength == 0 || in.getByte(target.pathStart()) != '/') {
            out.writeByte('/');
        }
        out.writeBytes(in, target.pathStart(), pathLength);
        out.writeBytes(in, head.targetEnd(), head.start() + head.length() - head.targetEnd());
        return out;
    }

    @Override
    public void connected(Channel channel, long nanos) {
        Exchange current = exchange;
        if (state == State.OVER || current == null) {
            channel.close();
            return;
        }
        CloseReason end = connect ? CloseReason.TUNNEL_ENDED : CloseReason.RELAY_ENDED;
        long number = OriginEvents.connected(scope.loop(), current, current.nextHop(), channel, nanos, end);
        origin = channel;
        current.forwarded(number, 1);
        current.originCloses(end);
        if (makesTunnel()) {
            client.write(scope.connectEstablished(), client.voidPromise());
            current.response().begin(200);
        } else {
            channel.write(current.sentHead(), channel.voidPromise());
        }
        if (connect) {
            tunnel(channel);
            return;
        }
        state = State.PASSING_CONTENT;
        BytePipe relay = new BytePipe(channel, client, this);
        pipe = relay;
        relay.install();
        moved();
        passContent();
    }

    /** Even a blind proxy has to look at both sides of a tunnel. */
    private void tunnel(Channel channel) {
        state = State.RELAYING;
        origin = null;
        ByteBuf early = received;
        received = null;
        client.pipeline().remove(this);
        closeReason = CloseReason.CLIENT_RESET;
        Tunnel joined = new Tunnel(
                client,
                channel,
                scope.loop().timer(),
                scope.relayIdleMillis(),
                (fromClient, toClient, why) -> over(fromClient, toClient, Outcome.TUNNELLED, why));
        tunnel = joined;
        joined.start(early, null, inputClosed);
    }

    private void passContent() {
        ByteBuf in = received;
        Channel to = origin;
        if (to == null) {
            return;
        }
        received = null;
        Run run = in == null ? (content.isEnd() ? Run.END : Run.INCOMPLETE) : content.forward(in, this);
        if (in != null && in.isReadable() && run == Run.INCOMPLETE) {
            received = in;
        } else if (in != null) {
            // What follows the request stays unseen: the second request of the hang.
            in.release();
        }
        to.flush();
        if (state == State.OVER) {
            return;
        }
        if (exchange != null) {
            exchange.request().received(content.content());
        }
        if (run == Run.MALFORMED) {
            to.close();
        } else if (run == Run.INCOMPLETE && inputClosed) {
            over(0, -1, Outcome.ABANDONED, CloseReason.CLIENT_CLOSED);
        } else if (run == Run.END) {
            state = State.RELAYING;
            client.config().setAutoRead(false);
        } else {
            client.config().setAutoRead(to.isWritable());
        }
    }

    @Override
    public void content(ByteBuf bytes) {
        Channel to = origin;
        if (to == null) {
            bytes.release();
        } else {
            to.write(bytes, to.voidPromise());
            moved();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (client.isWritable() && origin != null) {
            origin.config().setAutoRead(true);
        }
    }

    @Override
    public void moved() {
        scope.loop().timer().set(deadline, scope.relayIdleMillis());
    }

    /** The origin closed: all that the blind relay waits for. */
    @Override
    public void ended(BytePipe ended, boolean reset) {
        over(0, ended.bytes(), Outcome.RELAYED, reset ? CloseReason.ORIGIN_RESET : CloseReason.RELAY_ENDED);
    }

    @Override
    public void failed(ProxyError error, String detail) {
        Exchange current = exchange;
        if (state == State.OVER || current == null) {
            return;
        }
        current.connectFailed(detail);
        current.blame(detail);
        answer(scope.responses().failed(error, detail), Outcome.FAILED, CloseReason.CONNECT_FAILED);
    }

    private void refuse(Malformed fault) {
        ofGarbage().blame(fault.sentence());
        answer(scope.responses().malformed(fault), Outcome.FAILED, CloseReason.REQUEST_MALFORMED);
    }

    private Exchange ofGarbage() {
        Exchange begun = Exchange.ofGarbage(
                scope.loop().exchangeIds().next(),
                id,
                1,
                client.remoteAddress(),
                scope.loop().events());
        exchange = begun;
        return begun;
    }

    private void answer(LocalResponse response, Outcome outcome, CloseReason why) {
        Exchange current = exchange;
        boolean head = current != null && current.method() == Method.HEAD;
        client.write(
                scope.responses()
                        .encode(
                                response,
                                head,
                                OwnFields.CLOSE,
                                scope.loop().date().at(System.currentTimeMillis()),
                                client.alloc()),
                client.voidPromise());
        if (current != null) {
            current.response().begin(response.status());
        }
        over(0, -1, outcome, why);
    }

    private void over(long fromClient, long toClient, Outcome outcome, CloseReason why) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        deadline.clear();
        closeReason = why;
        release();
        Exchange current = exchange;
        if (current != null) {
            current.clientCloses(why);
            if (toClient >= 0) {
                current.tunnelled(Math.max(fromClient, content.content()), toClient);
            }
            current.complete(outcome);
        }
        if (origin != null && origin.isActive()) {
            origin.close();
        }
        if (why == CloseReason.ORIGIN_RESET) {
            BytePipe.resetAndClose(client);
        } else if (client.isActive() && client.pipeline().context(this) != null) {
            client.pipeline().remove(this);
            LingeringClose.begin(client, scope.loop().timer(), scope.lingerMillis(), scope.relayIdleMillis(), inputClosed);
        }
    }

    private void release() {
        if (received != null) {
            received.release();
            received = null;
        }
    }

    private void timedOut() {
        if (state != State.READING_HEAD) {
            over(0, pipe == null ? 0 : pipe.bytes(), Outcome.RELAYED, CloseReason.TUNNEL_IDLE);
        } else if (parser.hasBegun()) {
            String detail = "No whole request head within " + scope.requestHeadMillis() + " ms.";
            ofGarbage().blame(detail);
            answer(
                    scope.responses().failed(ProxyError.REQUEST_TIMEOUT, detail),
                    Outcome.FAILED,
                    CloseReason.REQUEST_HEAD_TIMEOUT);
        } else {
            over(0, -1, Outcome.ABANDONED, CloseReason.CLIENT_IDLE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !inputClosed) {
            inputClosed = true;
            if (state == State.READING_HEAD && parser.hasBegun()) {
                refuse(Malformed.HEAD_CUT);
            } else if (state == State.READING_HEAD || state == State.PASSING_CONTENT) {
                over(0, -1, Outcome.ABANDONED, CloseReason.CLIENT_CLOSED);
            }
        }
    }

    /** The client's channel is closed, by whomever. */
    private void closed() {
        if (tunnel != null) {
            tunnel.abort(closeReason);
        }
        over(0, pipe == null ? 0 : pipe.bytes(), Outcome.ABANDONED, closeReason);
        scope.registry().closed(this);
        scope.loop()
                .events()
                .emit(new ProxyEvent.ClientClosed(System.nanoTime(), id, closeReason, exchange == null ? 0 : 1));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        closeReason = cause instanceof IOException ? CloseReason.CLIENT_RESET : CloseReason.INTERNAL_ERROR;
        client.close();
    }
}
