package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.Refusal;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.VerbatimForwarder;
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
import io.clearhop.loop.SendQueue;
import io.clearhop.observe.Outcome;
import io.clearhop.origin.OriginConnector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
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
    private final ClientAccess access;
    private final BlindClient story;
    private final HeadParser parser;
    private final RequestTarget target = new RequestTarget();
    private final BodyFraming framing = new BodyFraming();
    private final BodyForwarder content;
    private final Received received = new Received();
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private State state = State.READING_HEAD;
    /** Of the request, or null if it goes to its origin. */
    private @Nullable Origin parent;

    private @Nullable Channel origin;
    private @Nullable BytePipe pipe;
    private @Nullable Tunnel tunnel;
    private boolean headBegun;
    private boolean inputClosed;

    /**
     * Takes an accepted connection.
     *
     * @param access what its client may do
     */
    public BlindRelay(Channel client, RelayScope scope, ClientAccess access) {
        this.client = client;
        this.scope = scope;
        this.access = access;
        story = new BlindClient(client, scope, access, true);
        parser = new HeadParser(HeadParser.Kind.REQUEST, scope.headLimits());
        content = new BodyForwarder(HeadParser.Kind.REQUEST_TRAILERS, scope.headLimits());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        scope.registry().opened(this);
        story.opened();
        client.closeFuture().addListener(f -> closed());
        await(scope.clientIdleMillis());
    }

    private void await(long millis) {
        scope.loop().timer().set(deadline, millis);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        if (state == State.RELAYING || state == State.OVER) {
            // Only what the kernel delivers with a FIN gets here; a blind proxy does not look at it.
            in.release();
            return;
        }
        received.add(in, ctx.alloc());
        if (state == State.READING_HEAD) {
            readHead();
        } else if (state == State.PASSING_CONTENT) {
            passContent();
        }
    }

    private void readHead() {
        switch (parser.parse(received.bytes())) {
            case INCOMPLETE -> awaitRestOfHead();
            case MALFORMED -> refuse(parser.fault());
            case COMPLETE -> head(parser.head());
        }
    }

    /** The time runs from the first byte, however slowly the others come. */
    private void awaitRestOfHead() {
        if (!headBegun) {
            headBegun = true;
            await(scope.requestHeadMillis());
        }
    }

    private void head(Head head) {
        Exchange begun = story.begin(head);
        framing.ofRequest(head);
        Malformed fault = target.read(head);
        if (fault == null) {
            fault = framing.fault();
        }
        Refusal refusal = fault != null ? null : refusal(head);
        if (fault != null) {
            refuse(fault);
        } else if (refusal != null) {
            refuse(refusal);
        } else if (target.isForRecipient()) {
            answer(
                    scope.responses().toProxyItself(head, target, client.localAddress()),
                    Outcome.ANSWERED,
                    CloseReason.RELAY_ENDED);
        } else {
            received.bytes().skipBytes(head.length());
            connect(head, begun);
        }
    }

    /** Even a blind proxy has to know whom it lets in, and where to. */
    private @Nullable Refusal refusal(Head head) {
        Refusal ofClient = access.refusal();
        return ofClient != null || target.isForRecipient()
                ? ofClient
                : access.ofTarget(target.origin(), head.method() == Method.CONNECT);
    }

    private void refuse(Refusal refusal) {
        story.exchangeOrGarbage().blame(refusal.detail());
        CloseReason why =
                refusal.kind() == Refusal.Kind.CLIENT ? CloseReason.CLIENT_REFUSED : CloseReason.CONNECT_FAILED;
        answer(scope.responses().failed(ProxyError.of(refusal.kind()), refusal.detail()), Outcome.FAILED, why);
    }

    private void connect(Head head, Exchange begun) {
        parent = scope.nextHop().parentFor(target.origin());
        begun.forwardTo(parent != null ? parent : target.origin(), makesTunnel(begun) ? null : verbatim(head));
        content.begin(framing.kind(), framing.length(), BodyForwarder.Mode.AS_IS);
        state = State.CONNECTING;
        deadline.clear();
        client.config().setAutoRead(false);
        begun.connecting();
        scope.connector().connect(begun.nextHop(), access, this);
    }

    /** Whether the tunnel begins here, and not at the parent: then its other end expects no head. */
    private boolean makesTunnel(Exchange current) {
        return current.method() == Method.CONNECT && parent == null;
    }

    private ByteBuf verbatim(Head head) {
        ByteBuf out = client.alloc().buffer(head.length() + 1);
        if (parent != null) {
            VerbatimForwarder.toProxy(head, out);
        } else {
            VerbatimForwarder.toOrigin(head, target, out);
        }
        return out;
    }

    @Override
    public void connected(Channel channel, long nanos) {
        Exchange current = story.exchange();
        if (state == State.OVER || current == null) {
            channel.close();
            return;
        }
        origin = channel;
        boolean connect = current.method() == Method.CONNECT;
        CloseReason end = connect ? CloseReason.TUNNEL_ENDED : CloseReason.RELAY_ENDED;
        long number = OriginEvents.connected(scope.loop(), current, current.nextHop(), channel, nanos, end);
        if (makesTunnel(current)) {
            client.write(scope.responses().connectEstablished(), client.voidPromise());
            current.response().begin(200);
        } else {
            channel.write(current.sentHead(), channel.voidPromise());
        }
        current.forwarded(number, 1);
        current.originCloses(end);
        if (connect) {
            tunnel(channel);
        } else {
            state = State.PASSING_CONTENT;
            BytePipe relay = new BytePipe(channel, client, this);
            pipe = relay;
            relay.install();
            moved();
            passContent();
        }
    }

    /** Even a blind proxy has to look at both sides of a tunnel. */
    private void tunnel(Channel channel) {
        state = State.RELAYING;
        client.pipeline().remove(this);
        // Every other end is the tunnel's to tell.
        story.closes(CloseReason.CLIENT_RESET);
        Tunnel joined = new Tunnel(
                client,
                channel,
                scope.loop().timer(),
                scope.relayIdleMillis(),
                (fromClient, toClient, why) -> over(fromClient, toClient, Outcome.TUNNELLED, why));
        tunnel = joined;
        joined.start(received.take(), null, inputClosed);
    }

    private void passContent() {
        Channel to = origin;
        Exchange current = story.exchange();
        if (to == null || current == null) {
            return;
        }
        Run run = content.forward(received.bytes(), this);
        current.request().received(content.content());
        to.flush();
        if (state == State.OVER) {
            // The flush found that the origin has left.
            return;
        }
        if (run == Run.MALFORMED) {
            to.close();
        } else if (run == Run.INCOMPLETE && inputClosed) {
            over(0, 0, Outcome.ABANDONED, CloseReason.CLIENT_CLOSED);
        } else if (run == Run.END) {
            // What follows the request stays unseen: the second request of the hang.
            state = State.RELAYING;
            client.config().setAutoRead(false);
            received.release();
        } else {
            received.releaseConsumed();
            client.config().setAutoRead(SendQueue.of(to).takesMore());
        }
    }

    /** A part of the request's content leaves. */
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
        SendQueue.of(client).writabilityChanged();
        if (client.isWritable() && origin != null) {
            origin.config().setAutoRead(true);
        }
    }

    /** The origin hop takes bytes again. */
    @Override
    public void writableAgain() {
        if (state == State.PASSING_CONTENT) {
            client.config().setAutoRead(true);
        }
    }

    @Override
    public void moved() {
        await(scope.relayIdleMillis());
    }

    /** The origin closed: all that the blind relay waits for. */
    @Override
    public void ended(BytePipe ended, boolean reset) {
        over(0, ended.bytes(), Outcome.RELAYED, reset ? CloseReason.ORIGIN_RESET : CloseReason.RELAY_ENDED);
    }

    @Override
    public void failed(ProxyError error, String detail) {
        Exchange current = story.exchange();
        if (state != State.OVER && current != null) {
            current.connectFailed(detail);
            current.blame(detail);
            answer(
                    scope.responses().failed(error, detail, current, access),
                    Outcome.FAILED,
                    CloseReason.CONNECT_FAILED);
        }
    }

    private void refuse(Malformed fault) {
        story.exchangeOrGarbage().blame(fault.sentence());
        answer(scope.responses().malformed(fault), Outcome.FAILED, CloseReason.REQUEST_MALFORMED);
    }

    private void answer(LocalResponse response, Outcome outcome, CloseReason why) {
        over(0, story.answer(response), outcome, why);
    }

    /** Ends the relay. Only the first call counts. */
    private void over(long fromClient, long toClient, Outcome outcome, CloseReason why) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        scope.loop().timer().remove(deadline);
        received.release();
        story.complete(Math.max(fromClient, content.content()), toClient, outcome, why);
        closeBoth(outcome, why);
    }

    private void closeBoth(Outcome outcome, CloseReason why) {
        // The ends of a tunnel are closed by the tunnel.
        if (outcome == Outcome.TUNNELLED) {
            return;
        }
        if (origin != null) {
            origin.close();
        }
        // For this client a FIN is the end of every response, so a cut one ends with a reset.
        boolean cut = why == CloseReason.ORIGIN_RESET || relayed() > 0 && why != CloseReason.RELAY_ENDED;
        if (cut) {
            BytePipe.resetAndClose(client);
        } else if (client.isActive()) {
            client.pipeline().remove(this);
            LingeringClose.begin(client, scope.loop().timer(), scope.linger(), inputClosed);
        }
    }

    private void timedOut() {
        if (state != State.READING_HEAD) {
            over(0, relayed(), Outcome.RELAYED, CloseReason.TUNNEL_IDLE);
        } else if (parser.hasBegun()) {
            String detail = "No whole request head within " + scope.requestHeadMillis() + " ms.";
            story.exchangeOrGarbage().blame(detail);
            answer(
                    scope.responses().failed(ProxyError.REQUEST_TIMEOUT, detail),
                    Outcome.FAILED,
                    CloseReason.REQUEST_HEAD_TIMEOUT);
        } else {
            over(0, 0, Outcome.ABANDONED, CloseReason.CLIENT_IDLE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !inputClosed) {
            inputClosed = true;
            if (state == State.READING_HEAD && parser.hasBegun()) {
                refuse(Malformed.HEAD_CUT);
            } else if (state == State.READING_HEAD || state == State.PASSING_CONTENT) {
                over(0, 0, Outcome.ABANDONED, CloseReason.CLIENT_CLOSED);
            }
        }
    }

    private long relayed() {
        return pipe == null ? 0 : pipe.bytes();
    }

    /** Closes if no request has come yet. */
    void drain() {
        if (state == State.READING_HEAD && !parser.hasBegun()) {
            stop();
        }
    }

    /** Closes now. */
    void stop() {
        story.closes(CloseReason.DRAINING);
        if (relayed() > 0) {
            BytePipe.resetAndClose(client);
        } else {
            client.close();
        }
    }

    /** The client's channel is closed, by whomever. */
    private void closed() {
        if (tunnel != null) {
            tunnel.abort(story.closeReason());
        }
        over(0, relayed(), Outcome.ABANDONED, story.closeReason());
        scope.registry().closed(this);
        story.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        story.closes(cause instanceof IOException ? CloseReason.CLIENT_RESET : CloseReason.INTERNAL_ERROR);
        client.close();
    }
}
