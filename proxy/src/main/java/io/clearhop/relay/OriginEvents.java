package io.clearhop.relay;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LoopScope;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.observe.ProxyEvent;
import io.netty.channel.Channel;

/** Tells of the life of an origin connection that is no pool's. */
final class OriginEvents {
    private OriginEvents() {}

    /**
     * Says that the connection is made, and when the time comes that it is closed.
     *
     * @return its number
     */
    static long connected(
            LoopScope scope, Exchange exchange, Origin origin, Channel channel, long nanos, CloseReason closeReason) {
        long id = scope.originIds().next();
        scope.events()
                .emit(new ProxyEvent.OriginConnected(
                        System.nanoTime(),
                        exchange.id(),
                        id,
                        origin,
                        channel.remoteAddress(),
                        channel.localAddress(),
                        nanos));
        channel.closeFuture()
                .addListener(
                        f -> scope.events().emit(new ProxyEvent.OriginClosed(System.nanoTime(), id, closeReason, 1)));
        return id;
    }
}
