package io.clearhop.origin;

import io.clearhop.access.ClientAccess;
import io.clearhop.http.Origin;
import io.clearhop.loop.Backlog;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.EventLoop;

/** Makes connections over the network. */
public final class SocketConnector implements OriginConnector {
    private final EventLoop loop;
    private final Transport transport;
    private final Resolver resolver;
    private final LoopTimer timer;
    private final Backlog backlog;
    private final long timeoutMillis;

    /**
     * Makes a connector.
     *
     * @param timeoutMillis for resolution and all addresses together
     */
    public SocketConnector(
            EventLoop loop,
            Transport transport,
            Resolver resolver,
            LoopTimer timer,
            Backlog backlog,
            long timeoutMillis) {
        this.loop = loop;
        this.transport = transport;
        this.resolver = resolver;
        this.timer = timer;
        this.backlog = backlog;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void connect(Origin origin, ClientAccess access, Listener listener) {
        assert loop.inEventLoop();
        ConnectAttempt attempt = new ConnectAttempt(origin, access, loop, transport, timer, backlog, listener);
        attempt.start(resolver.resolve(origin.host()), timeoutMillis);
    }
}
