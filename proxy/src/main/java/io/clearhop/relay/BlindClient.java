package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LocalResponse;
import io.clearhop.forward.OwnFields;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Head;
import io.clearhop.http.Method;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.origin.SocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection of one exchange, relayed blindly or turned away: it is in the registry while it is open, and
 * tells in events what becomes of it. Event loop.
 */
final class BlindClient {
    /** What the connection is at: the handler of its channel. */
    interface Stage extends ChannelHandler {
        /** Whether nothing of a request has come, so that a proxy which stops may let the client go. */
        boolean isIdle();

        /** Whether to the client a FIN would look like the end of what it is being sent. */
        boolean isEndedByClose();

        /** The channel is closed, by whomever. */
        void closed(CloseReason why);
    }

    private final Channel channel;
    private final RelayScope scope;
    private final ClientAccess access;
    private final boolean dumb;
    private final long id;
    private Stage stage;
    private @Nullable Exchange exchange;
    private CloseReason closeReason = CloseReason.CLIENT_CLOSED;

    /**
     * Gives the connection its number.
     *
     * @param dumb whether it came to a dumb listener
     * @param first what handles the channel already
     */
    BlindClient(Channel channel, RelayScope scope, ClientAccess access, boolean dumb, Stage first) {
        this.channel = channel;
        this.scope = scope;
        this.access = access;
        this.dumb = dumb;
        stage = first;
        id = scope.loop().connectionIds().next();
    }

    void opened() {
        scope.registry().opened(this);
        emit(new ProxyEvent.ClientConnected(System.nanoTime(), id, access.address(), channel.localAddress(), dumb));
        channel.closeFuture().addListener(f -> closed());
    }

    private void closed() {
        stage.closed(closeReason);
        scope.registry().closed(this);
        int exchanges = exchange == null ? 0 : 1;
        boolean byReset = SocketOptions.wasReset(channel);
        emit(new ProxyEvent.ClientClosed(System.nanoTime(), id, closeReason, exchanges, byReset));
    }

    private void emit(ProxyEvent event) {
        scope.loop().events().emit(event);
    }

    Channel channel() {
        return channel;
    }

    RelayScope scope() {
        return scope;
    }

    ClientAccess access() {
        return access;
    }

    /** The channel gets its next handler. */
    void become(Stage next) {
        channel.pipeline().replace(stage, null, next);
        stage = next;
    }

    /** Why the connection is going to be closed, unless something else happens first. */
    void closes(CloseReason why) {
        closeReason = why;
    }

    // The one exchange.

    /** A whole head has arrived. */
    Exchange begin(Head head) {
        Exchange begun = Exchange.of(scope.loop(), id, 1, access.address(), head);
        exchange = begun;
        return begun;
    }

    /** The exchange, one of bytes that are no request if there is no other. */
    private Exchange exchangeOrGarbage() {
        Exchange current = exchange;
        if (current == null) {
            current = Exchange.ofGarbage(scope.loop(), id, 1, access.address());
            exchange = current;
        }
        return current;
    }

    /**
     * Answers with an error and closes the connection.
     *
     * @param detail whose fault it is, for the log
     * @param inputClosed whether the client's FIN has arrived already
     */
    void refuse(LocalResponse response, String detail, CloseReason why, boolean inputClosed) {
        exchangeOrGarbage().blame(detail);
        answer(response, Outcome.FAILED, why, inputClosed);
    }

    /** Answers instead of an origin and closes the connection. */
    void answer(LocalResponse response, Outcome outcome, CloseReason why, boolean inputClosed) {
        Exchange current = exchangeOrGarbage();
        boolean toHead = current.method() == Method.HEAD;
        byte[] body = response.content();
        var date = scope.loop().date().at(System.currentTimeMillis());
        ByteBuf out = scope.responses().encode(response, body, toHead, OwnFields.CLOSE, date, channel.alloc());
        current.answered(response.status(), out);
        channel.write(out, channel.voidPromise());
        current.response().begin(response.status());
        complete(0, toHead ? 0 : body.length, outcome, why);
        close(inputClosed);
    }

    /** Ends the exchange, if there is one. Byte counts as the log shows them. */
    void complete(long fromClient, long toClient, Outcome outcome, CloseReason why) {
        closeReason = why;
        Exchange current = exchange;
        if (current != null) {
            current.clientCloses(why);
            current.tunnelled(fromClient, toClient);
            current.complete(outcome);
        }
    }

    // The end of the connection.

    /** The client has sent its FIN. */
    void finished() {
        emit(new ProxyEvent.ClientFinished(System.nanoTime(), id));
    }

    /**
     * Closes so that what was written arrives.
     *
     * @param inputClosed whether the client's FIN has arrived already
     */
    void close(boolean inputClosed) {
        if (channel.isActive()) {
            emit(new ProxyEvent.ClientClosing(System.nanoTime(), id, closeReason));
            Linger linger = scope.linger();
            LingeringClose.begin(
                    channel,
                    stage,
                    scope.loop().timer(),
                    scope.registry().isDraining() ? linger.hurried() : linger,
                    inputClosed);
        }
    }

    /** Closes at once, and visibly so. */
    void abort(CloseReason why) {
        closeReason = why;
        if (stage.isEndedByClose()) {
            SocketOptions.resetAndClose(channel);
        } else {
            channel.close();
        }
    }

    /** The proxy stops, but not before what has begun is over. */
    void drain() {
        if (stage.isIdle()) {
            abort(CloseReason.DRAINING);
        }
    }
}
