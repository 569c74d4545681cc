package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.Refusal;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Received;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Head;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.clearhop.http.Method;
import io.clearhop.http.RequestTarget;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An accepted connection in dumb mode until its one request head has arrived, which is read only to learn where to
 * connect. Then a {@link BlindRelay} takes the connection, or the proxy answers by itself. Event loop.
 */
public final class BlindRequest extends ChannelInboundHandlerAdapter implements BlindClient.Stage {
    private final BlindClient client;
    private final RelayScope scope;
    private final HeadParser parser;
    private final RequestTarget target;
    private final BodyFraming framing = new BodyFraming();
    private final Received received = new Received();
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    private boolean headBegun;
    private boolean inputClosed;
    private boolean over;

    /**
     * Takes an accepted connection.
     *
     * @param access what its client may do
     */
    public BlindRequest(Channel channel, RelayScope scope, ClientAccess access) {
        this.scope = scope;
        client = new BlindClient(channel, scope, access, true, this);
        parser = new HeadParser(HeadParser.Kind.REQUEST, scope.headLimits());
        target = scope.loop().target();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        client.opened();
        await(scope.clientIdleMillis());
    }

    private void await(long millis) {
        scope.loop().timer().set(deadline, millis);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        received.add((ByteBuf) msg, ctx.alloc());
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
        Exchange begun = client.begin(head);
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
            var page = scope.responses()
                    .toProxyItself(head, target, client.channel().localAddress());
            end();
            client.answer(page, Outcome.ANSWERED, CloseReason.RELAY_ENDED, inputClosed);
        } else {
            over = true;
            scope.loop().timer().remove(deadline);
            BlindRelay relay = new BlindRelay(client, begun, framing, received);
            client.become(relay);
            relay.start(head, target);
        }
    }

    /** Even a blind proxy has to know whom it lets in, and where to. */
    private @Nullable Refusal refusal(Head head) {
        ClientAccess access = client.access();
        Refusal ofClient = access.refusal();
        return ofClient != null || target.isForRecipient()
                ? ofClient
                : access.ofTarget(target.origin(), head.method() == Method.CONNECT);
    }

    private void refuse(Refusal refusal) {
        CloseReason why =
                refusal.kind() == Refusal.Kind.CLIENT ? CloseReason.CLIENT_REFUSED : CloseReason.CONNECT_FAILED;
        refuse(ProxyError.of(refusal.kind()), refusal.detail(), why);
    }

    private void refuse(ProxyError error, String detail, CloseReason why) {
        end();
        client.refuse(scope.responses().failed(error, detail), detail, why, inputClosed);
    }

    private void refuse(Malformed fault) {
        end();
        client.refuse(scope.responses().malformed(fault), fault.sentence(), CloseReason.REQUEST_MALFORMED, inputClosed);
    }

    private void timedOut() {
        if (parser.hasBegun()) {
            refuse(
                    ProxyError.REQUEST_TIMEOUT,
                    "No whole request head within " + scope.requestHeadMillis() + " ms.",
                    CloseReason.REQUEST_HEAD_TIMEOUT);
        } else {
            leave(CloseReason.CLIENT_IDLE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputClosed = true;
            client.finished();
            if (parser.hasBegun()) {
                refuse(Malformed.HEAD_CUT);
            } else {
                leave(CloseReason.CLIENT_CLOSED);
            }
        }
    }

    /** Ends without an exchange. */
    private void leave(CloseReason why) {
        end();
        client.closes(why);
        client.close(inputClosed);
    }

    /** Nothing more is read as a request. */
    private void end() {
        over = true;
        scope.loop().timer().remove(deadline);
        received.release();
    }

    @Override
    public boolean isIdle() {
        return !over && !parser.hasBegun();
    }

    @Override
    public boolean isEndedByClose() {
        return false;
    }

    @Override
    public void closed(CloseReason why) {
        end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        client.abort(cause instanceof IOException ? CloseReason.CLIENT_RESET : CloseReason.INTERNAL_ERROR);
    }
}
