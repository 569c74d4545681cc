package io.clearhop.origin;

import io.clearhop.access.ClientAccess;
import io.clearhop.http.Origin;
import io.clearhop.loop.Backlog;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes connections over the network. */
public final class SocketConnector implements OriginConnector {
    private final EventLoop loop;
    private final Transport transport;
    private final Resolver resolver;
    private final LoopTimer timer;
    private final Backlog backlog;
    private final long timeoutMillis;
    private final Set<ConnectAttempt> pending = new LinkedHashSet<>();

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
        ConnectAttempt attempt =
                new ConnectAttempt(origin, access, loop, transport, timer, backlog, listener, pending::remove);
        pending.add(attempt);
        attempt.start(resolver.resolve(origin.host()), timeoutMillis);
    }

    /** The proxy stops: what is still being made fails. */
    public void close() {
        List.copyOf(pending).forEach(ConnectAttempt::stop);
    }
}
