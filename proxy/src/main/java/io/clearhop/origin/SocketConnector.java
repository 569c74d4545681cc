package io.clearhop.origin;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.ConsoleSite;
import io.clearhop.http.Origin;
import io.clearhop.loop.Backlog;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes connections over the network. */
public final class SocketConnector implements OriginConnector {
    private final EventLoop loop;
    private final Transport transport;
    private final Resolver resolver;
    private final LoopTimer timer;
    private final Backlog backlog;
    private final @Nullable ConsoleSite console;
    private final long timeoutMillis;
    private final Set<ConnectAttempt> pending = new LinkedHashSet<>();

    /**
     * Makes a connector.
     *
     * @param console where requests go that are for the proxy's own console, or null if there is none
     * @param timeoutMillis for resolution and all addresses together
     */
    public SocketConnector(
            EventLoop loop,
            Transport transport,
            Resolver resolver,
            LoopTimer timer,
            Backlog backlog,
            @Nullable ConsoleSite console,
            long timeoutMillis) {
        this.loop = loop;
        this.transport = transport;
        this.resolver = resolver;
        this.timer = timer;
        this.backlog = backlog;
        this.console = console;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void connect(Origin origin, ClientAccess access, Listener listener) {
        assert loop.inEventLoop();
        if (console != null && origin.equals(ConsoleSite.NAME)) {
            InetSocketAddress own = console.address();
            attempt(origin, own.getPort(), access, listener)
                    .start(loop.newSucceededFuture(List.of(own.getAddress())), timeoutMillis);
        } else {
            attempt(origin, origin.port(), access, listener).start(resolver.resolve(origin.host()), timeoutMillis);
        }
    }

    private ConnectAttempt attempt(Origin origin, int port, ClientAccess access, Listener listener) {
        ConnectAttempt attempt =
                new ConnectAttempt(origin, port, access, loop, transport, timer, backlog, listener, pending::remove);
        pending.add(attempt);
        return attempt;
    }

    /** The proxy stops: what is still being made fails. */
    public void close() {
        List.copyOf(pending).forEach(ConnectAttempt::stop);
    }
}
