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
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** A client's connection of one exchange, relayed blindly or turned away, as they are told in events. Event loop. */
final class BlindClient {
    private final Channel channel;
    private final RelayScope scope;
    private final ClientAccess access;
    private final boolean dumb;
    private final long id;
    private @Nullable Exchange exchange;
    private CloseReason closeReason = CloseReason.CLIENT_CLOSED;

    /**
     * Gives the connection its number.
     *
     * @param dumb whether it came to a dumb listener
     */
    BlindClient(Channel channel, RelayScope scope, ClientAccess access, boolean dumb) {
        this.channel = channel;
        this.scope = scope;
        this.access = access;
        this.dumb = dumb;
        id = scope.loop().clientIds().next();
    }

    void opened() {
        emit(new ProxyEvent.ClientConnected(System.nanoTime(), id, access.address(), channel.localAddress(), dumb));
    }

    void closed() {
        emit(new ProxyEvent.ClientClosed(System.nanoTime(), id, closeReason, exchange == null ? 0 : 1));
    }

    private void emit(ProxyEvent event) {
        scope.loop().events().emit(event);
    }

    /** Why the connection is, or is going to be, closed. */
    CloseReason closeReason() {
        return closeReason;
    }

    void closes(CloseReason why) {
        closeReason = why;
    }

    /** A whole head has arrived. */
    Exchange begin(Head head) {
        Exchange begun = Exchange.of(scope.loop(), id, 1, access.address(), head);
        exchange = begun;
        return begun;
    }

    /** The exchange, or null if no request has come. */
    @Nullable
    Exchange exchange() {
        return exchange;
    }

    /** The exchange, one of bytes that are no request if there is no other. */
    Exchange exchangeOrGarbage() {
        Exchange current = exchange;
        if (current == null) {
            current = Exchange.ofGarbage(scope.loop(), id, 1, access.address());
            exchange = current;
        }
        return current;
    }

    /**
     * Writes a response of the proxy's own.
     *
     * @return bytes of content
     */
    int answer(LocalResponse response) {
        Exchange current = exchangeOrGarbage();
        boolean toHead = current.method() == Method.HEAD;
        byte[] body = response.content();
        var date = scope.loop().date().at(System.currentTimeMillis());
        channel.write(
                scope.responses().encode(response, body, toHead, OwnFields.CLOSE, date, channel.alloc()),
                channel.voidPromise());
        current.response().begin(response.status());
        return toHead ? 0 : body.length;
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
}
