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
    private final long id;

    private OriginEvents(LoopScope scope, Exchange exchange, long id) {
        this.scope = scope;
        this.exchange = exchange;
        this.id = id;
    }

    /** The connection to the exchange's next hop is being made. */
    static OriginEvents connecting(LoopScope scope, Exchange exchange, OriginChoice why) {
        OriginEvents events =
                new OriginEvents(scope, exchange, scope.connectionIds().next());
        exchange.connecting(events.id, why);
        return events;
    }

    /** It could not be made, or is not needed any more. */
    void failed(String why) {
        exchange.connectFailed(id, why);
    }

    /**
     * It is made; when the time comes it is told that it is closed, for the same reason as the client's connection.
     *
     * @param usual why, where nobody knows better
     */
    void connected(Channel channel, long nanos, CloseReason usual) {
        scope.events()
                .emit(new ProxyEvent.OriginConnected(
                        System.nanoTime(),
                        exchange.id(),
                        id,
                        exchange.nextHop(),
                        channel.remoteAddress(),
                        channel.localAddress(),
                        nanos));
        channel.closeFuture().addListener(f -> closed(channel, usual));
    }

    private void closed(Channel channel, CloseReason usual) {
        CloseReason why = exchange.clientClose();
        scope.events()
                .emit(new ProxyEvent.OriginClosed(
                        System.nanoTime(), id, why == null ? usual : why, 1, SocketOptions.wasReset(channel)));
    }

    /** The request goes out on it. */
    void taken(OriginChoice why) {
        exchange.forwarded(id, 1, why);
    }
}
