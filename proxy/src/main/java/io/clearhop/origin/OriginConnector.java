package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.clearhop.http.Origin;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/** Makes connections to origins. One for each event loop. */
public final class OriginConnector {
    /** Hears of a connection that was asked for, exactly once, on the event loop. */
    public interface Listener {
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

    private final EventLoop loop;
    private final Transport transport;
    private final Resolver resolver;
    private final LoopTimer timer;
    private final long timeoutMillis;

    /**
     * Makes a connector.
     *
     * @param timeoutMillis for resolution and all addresses together
     */
    public OriginConnector(
            EventLoop loop, Transport transport, Resolver resolver, LoopTimer timer, long timeoutMillis) {
        this.loop = loop;
        this.transport = transport;
        this.resolver = resolver;
        this.timer = timer;
        this.timeoutMillis = timeoutMillis;
    }

    /** Connects; the listener may be called before this returns. */
    public void connect(Origin origin, Listener listener) {
        assert loop.inEventLoop();
        ConnectAttempt attempt = new ConnectAttempt(origin, loop, transport, timer, listener);
        attempt.start(resolver.resolve(origin.host()), timeoutMillis);
    }
}
