package io.clearhop.relay;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.exchange.Whereabouts;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.forward.VerbatimForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Method;
import io.clearhop.http.Origin;
import io.clearhop.http.RequestTarget;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.SendQueue;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.Standing;
import io.clearhop.origin.OriginConnector;
import io.clearhop.origin.SocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The dumb proxy of HTTP: The Definitive Guide, figures 4-15 and 4-17, from the request's head on. It sends the head
 * verbatim but for the request target: {@code Connection}, {@code Keep-Alive} and {@code Proxy-Connection} pass as if they
 * were meant for the origin. Then it copies what the origin sends until the <em>origin</em> closes, and does not look at
 * the client again: blind and single-tasking, that is the hang.
 *
 * <p>The content that belongs to the one request is passed on, so that uploads work. Event loop.
 */
final class BlindRelay extends ChannelInboundHandlerAdapter
        implements BlindClient.Stage, OriginConnector.Listener, BytePipe.Listener, BodyForwarder.Sink, Whereabouts {
    private enum State {
        CONNECTING,
        PASSING_CONTENT,
        /** The client is not looked at any more. */
        RELAYING,
        OVER;

        /** It only goes forward. */
        boolean mayBecome(State next) {
            return next.compareTo(this) > 0;
        }
    }

    private final BlindClient client;
    private final Channel channel;
    private final RelayScope scope;
    private final Exchange exchange;
    private final BodyForwarder content;
    private final Received received;
    private final OriginEvents events;
    private final BehindRequest behind;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            over(0, toClient(), Outcome.RELAYED, CloseReason.TUNNEL_IDLE);
        }
    };

    private State state = State.CONNECTING;
    /** Of the request, or null if it goes to its origin. */
    private @Nullable Origin parent;

    private @Nullable Channel origin;
    private @Nullable BytePipe pipe;
    private @Nullable Tunnel tunnel;
    private boolean inputClosed;
    private boolean answered;

    /**
     * Takes a client whose request head has arrived.
     *
     * @param received that head and what follows it
     */
    BlindRelay(BlindClient client, Exchange exchange, BodyFraming framing, Received received) {
        this.client = client;
        this.exchange = exchange;
        this.received = received;
        channel = client.channel();
        scope = client.scope();
        boolean connect = exchange.method() == Method.CONNECT;
        events = new OriginEvents(scope.loop(), exchange, connect ? OriginChoice.FOR_TUNNEL : OriginChoice.FOR_RELAY);
        behind = new BehindRequest(channel, scope.loop().timer());
        content = new BodyForwarder(HeadParser.Kind.REQUEST_TRAILERS, scope.headLimits());
        content.begin(framing.kind(), framing.length(), BodyForwarder.Mode.AS_IS);
    }

    private void become(State next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a blind relay is " + state + " and cannot become " + next);
        }
        state = next;
    }

    /** Connects. */
    void start(Head head, RequestTarget target) {
        received.bytes().skipBytes(head.length());
        parent = scope.nextHop().parentFor(target.origin());
        exchange.forwardTo(parent != null ? parent : target.origin(), beginsTunnel() ? null : verbatim(head, target));
        channel.config().setAutoRead(false);
        exchange.isWith(this);
        events.connecting();
        scope.connector().connect(exchange.nextHop(), client.access(), this);
    }

    /** Whether the tunnel begins here, and not at the parent: then its other end expects no head. */
    private boolean beginsTunnel() {
        return exchange.method() == Method.CONNECT && parent == null;
    }

    private ByteBuf verbatim(Head head, RequestTarget target) {
        ByteBuf out = channel.alloc().buffer(head.length() + 1);
        if (parent != null) {
            VerbatimForwarder.toProxy(head, out);
        } else {
            VerbatimForwarder.toOrigin(head, target, out);
        }
        return out;
    }

    @Override
    public void connected(Channel made, long nanos) {
        if (state == State.OVER) {
            events.failed(OriginEvents.NOT_NEEDED);
            made.close();
            return;
        }
        origin = made;
        boolean connect = exchange.method() == Method.CONNECT;
        CloseReason end = connect ? CloseReason.TUNNEL_ENDED : CloseReason.RELAY_ENDED;
        events.connected(made, nanos, end);
        if (beginsTunnel()) {
            ByteBuf established = scope.responses().connectEstablished();
            exchange.answered(200, established);
            channel.write(established, channel.voidPromise());
            exchange.response().begin(200);
        } else {
            made.write(exchange.sentHead(), made.voidPromise());
        }
        events.taken();
        exchange.originCloses(end);
        if (beginsTunnel()) {
            tunnel(made, null);
        } else if (connect) {
            await(made);
        } else {
            relay(made);
        }
    }

    @Override
    public void failed(ProxyError error, String detail) {
        events.failed(detail);
        if (state != State.OVER) {
            end();
            LocalResponse response = scope.responses().failed(error, detail, exchange, client.access());
            client.refuse(response, detail, CloseReason.CONNECT_FAILED, inputClosed);
        }
    }

    /** The client is looked at again if the parent makes a tunnel. */
    private void await(Channel made) {
        made.pipeline().addLast(new ConnectAnswer(scope.headLimits(), last -> granted(made, last)));
        pipe(made);
        made.flush();
    }

    private void granted(Channel made, ByteBuf last) {
        BytePipe replaced = pipe;
        if (state == State.OVER || replaced == null) {
            last.release();
            return;
        }
        made.pipeline().remove(replaced);
        tunnel(made, last);
    }

    /** Even a blind proxy has to look at both sides of a tunnel. */
    private void tunnel(Channel made, @Nullable ByteBuf early) {
        become(State.RELAYING);
        channel.pipeline().remove(this);
        // Every other end is the tunnel's to tell.
        client.closes(CloseReason.CLIENT_RESET);
        Tunnel joined = new Tunnel(
                exchange,
                channel,
                made,
                scope.loop().timer(),
                scope.relayIdleMillis(),
                (fromClient, toClient, why) -> over(fromClient, toClient, Outcome.TUNNELLED, why));
        tunnel = joined;
        exchange.becomesTunnel();
        joined.start(received.take(), early, inputClosed);
    }

    private void relay(Channel made) {
        become(State.PASSING_CONTENT);
        if (exchange.isWatched()) {
            made.pipeline().addLast(new HeadTap(exchange::relayed));
        }
        pipe(made);
        passContent(made);
    }

    private void pipe(Channel made) {
        BytePipe relay = new BytePipe(made, channel, this);
        pipe = relay;
        relay.install();
        moved();
    }

    // What the client sends.

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        if (state == State.RELAYING || state == State.OVER) {
            // Only what the kernel delivers with a FIN gets here; a blind proxy does not look at it.
            in.release();
            return;
        }
        received.add(in, ctx.alloc());
        passMore();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputClosed = true;
            client.finished();
            passMore();
        }
    }

    private void passMore() {
        Channel to = origin;
        if (state == State.PASSING_CONTENT && to != null) {
            passContent(to);
        }
    }

    private void passContent(Channel to) {
        Run run = content.forward(received.bytes(), this);
        exchange.request().received(content.content());
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
            become(State.RELAYING);
            exchange.requestEnded();
            behind.begin(!received.isEmpty());
            channel.config().setAutoRead(false);
            received.release();
        } else {
            received.releaseConsumed();
            channel.config().setAutoRead(SendQueue.of(to).takesMore());
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
        SendQueue.of(channel).writabilityChanged();
        if (channel.isWritable() && origin != null) {
            origin.config().setAutoRead(true);
        }
    }

    // What the origin sends.

    /** The origin hop takes bytes again. */
    @Override
    public void writableAgain() {
        if (state == State.PASSING_CONTENT) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void moved() {
        if (!answered && toClient() > 0) {
            answered = true;
            exchange.firstByte();
        }
        scope.loop().timer().set(deadline, scope.relayIdleMillis());
    }

    /** The origin closed: all that the blind relay waits for. */
    @Override
    public void ended(BytePipe ended, boolean reset) {
        over(0, ended.bytes(), Outcome.RELAYED, reset ? CloseReason.ORIGIN_RESET : CloseReason.RELAY_ENDED);
    }

    // How far it is.

    @Override
    public Standing standing() {
        return switch (state) {
            case CONNECTING -> origin == null ? Standing.CONNECTING : Standing.RESPONSE_HEAD;
            case PASSING_CONTENT ->
                origin != null && !origin.isWritable() ? Standing.ORIGIN_TAKES : Standing.CLIENT_SENDS;
            case RELAYING -> channel.isWritable() ? Standing.RELAYING : Standing.CLIENT_TAKES;
            case OVER -> Standing.DECIDING;
        };
    }

    @Override
    public long fromClient() {
        return content.content();
    }

    @Override
    public long toClient() {
        return pipe == null ? 0 : pipe.bytes();
    }

    /** A further request, for a client that believes in a persistent connection. */
    @Override
    public boolean hasUnread() {
        return behind.hasCome();
    }

    // The end.

    /** Ends the relay. Only the first call counts. */
    private void over(long fromClient, long toClient, Outcome outcome, CloseReason why) {
        if (state == State.OVER) {
            return;
        }
        end();
        client.complete(Math.max(fromClient, content.content()), toClient, outcome, why);
        // The ends of a tunnel are closed by the tunnel.
        if (outcome != Outcome.TUNNELLED) {
            closeBoth(why);
        }
    }

    private void end() {
        become(State.OVER);
        scope.loop().timer().remove(deadline);
        received.release();
    }

    private void closeBoth(CloseReason why) {
        if (origin != null) {
            origin.close();
        }
        boolean cut = why == CloseReason.ORIGIN_RESET || toClient() > 0 && why != CloseReason.RELAY_ENDED;
        if (cut) {
            SocketOptions.resetAndClose(channel);
        } else {
            client.close(inputClosed);
        }
    }

    @Override
    public boolean isIdle() {
        return false;
    }

    /** For a client of a blind proxy a FIN is the end of every response, so a cut one ends with a reset. */
    @Override
    public boolean isEndedByClose() {
        return tunnel != null || toClient() > 0;
    }

    @Override
    public void closed(CloseReason why) {
        if (tunnel != null) {
            tunnel.clientClosed(why);
        }
        over(0, toClient(), Outcome.ABANDONED, why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        client.abort(cause instanceof IOException ? CloseReason.CLIENT_RESET : CloseReason.INTERNAL_ERROR);
    }
}
