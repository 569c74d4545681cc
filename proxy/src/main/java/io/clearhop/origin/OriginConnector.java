package io.clearhop.origin;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.ProxyError;
import io.clearhop.http.Origin;
import io.netty.channel.Channel;

/** Makes connections to origins. One for each event loop. */
public interface OriginConnector {
    /** Hears of a connection that was asked for, exactly once, on the event loop. */
    interface Listener {
        /**
         * The connection is made.
         *
         * @param channel without a handler and not being read: whoever takes it adds the one and begins the other
         * @param nanos how long it took, resolution included
         */
        void connected(Channel channel, long nanos);

        /** It could not be made. */
        void failed(ProxyError error, String detail);
    }

    /**
     * Connects; the listener may be called before this returns.
     *
     * @param access decides which addresses of the origin may be connected to
     */
    void connect(Origin origin, ClientAccess access, Listener listener);
}
