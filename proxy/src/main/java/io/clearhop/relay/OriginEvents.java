package io.clearhop.relay;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LoopScope;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.origin.SocketOptions;
import io.netty.channel.Channel;

/** Tells of the life of an origin connection that is no pool's. Event loop. */
final class OriginEvents {
    /** What happened to a connection that was made for a client which has left. */
    static final String NOT_NEEDED = "The client has left.";

    private final LoopScope scope;
    private final Exchange exchange;
    private final OriginChoice why;
    private long id;

    /**
     * Makes the narrator of a connection for an exchange.
     *
     * @param why it gets one of its own
     */
    OriginEvents(LoopScope scope, Exchange exchange, OriginChoice why) {
        this.scope = scope;
        this.exchange = exchange;
        this.why = why;
    }

    /** The connection to the exchange's next hop is being made. */
    void connecting() {
        id = scope.connectionIds().next();
        exchange.connecting(id, why);
    }

    /** It could not be made, or is not needed any more. */
    void failed(String detail) {
        exchange.connectFailed(id, detail);
    }

    /**
     * It is made; when the time comes it is told that it is closed, for the same reason as the client's connection.
     *
     * @param usual why, where nobody knows better
     */
    void connected(Channel channel, long nanos, CloseReason usual) {
        exchange.connected(id, channel, nanos);
        channel.closeFuture().addListener(f -> closed(channel, usual));
    }

    private void closed(Channel channel, CloseReason usual) {
        CloseReason ofClient = exchange.clientClose();
        CloseReason reason = ofClient == null ? usual : ofClient;
        boolean byReset = SocketOptions.wasReset(channel);
        scope.events().emit(new ProxyEvent.OriginClosed(System.nanoTime(), id, reason, 1, byReset));
    }

    /** The request goes out on it. */
    void taken() {
        exchange.forwarded(id, 1, why);
    }
}
