package io.clearhop.server;

import io.clearhop.access.Cidr;
import io.clearhop.access.ClientAccess;
import io.clearhop.access.ClientRules;
import io.clearhop.access.NextHop;
import io.clearhop.client.ClientConnection;
import io.clearhop.config.AccessSettings;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.exchange.ProxyError;
import io.clearhop.origin.SocketOptions;
import io.clearhop.relay.BlindRequest;
import io.clearhop.relay.TurnedAway;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What handles an accepted connection: the only place that maps a mode to a pipeline. It stands in the pipeline of the
 * listener and does itself what Netty has a bootstrap and an initializer for: they cost each connection as much as reading
 * its request.
 */
final class ListenerPipelines extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerPipelines.class);

    private final Listener listener;
    private final AccessSettings settings;
    private final NextHop nextHop;
    private final List<Cidr> proxyHeadersFrom;
    private final long requestHeadMillis;
    private final EventLoopGroup loops;
    private final Map<EventLoop, LoopServices> services;
    private final Sockets sockets;
    // Volatile: whoever looks at the console sets it, the event loops read it once for each connection.
    private volatile Manner manner;

    /**
     * How connections are handled that are accepted from now on.
     *
     * @param clients who may use them: a dumb proxy asks for no password
     */
    private record Manner(ListenMode mode, ClientRules clients) {}

    ListenerPipelines(
            Listener listener,
            ProxyConfig config,
            NextHop nextHop,
            EventLoopGroup loops,
            Map<EventLoop, LoopServices> services,
            Sockets sockets) {
        this.listener = listener;
        this.loops = loops;
        this.services = services;
        this.sockets = sockets;
        settings = config.access();
        this.nextHop = nextHop;
        manner = manner(listener.mode());
        proxyHeadersFrom = settings.proxyProtocolFrom().isEmpty() ? Cidr.LOOPBACK : settings.proxyProtocolFrom();
        requestHeadMillis = config.timeouts().requestHead().toMillis();
    }

    private Manner manner(ListenMode mode) {
        boolean authenticates = mode == ListenMode.SMART && settings.authFile() != null;
        return new Manner(mode, ClientRules.of(settings.clients(), authenticates));
    }

    /** What new connections get. Any thread. */
    ListenMode mode() {
        return manner.mode();
    }

    /** Connections that are accepted from now on get this mode. Any thread. */
    void switchTo(ListenMode mode) {
        manner = manner(mode);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        SocketChannel channel = (SocketChannel) accepted;
        LoopServices own = services.get(loops.next());
        if (own == null) {
            throw new IllegalStateException("an event loop has no services");
        }
        if (own.loop().inEventLoop()) {
            begin(channel, own);
        } else {
            try {
                own.loop().execute(() -> begin(channel, own));
            } catch (RejectedExecutionException stopped) {
                sockets.unserved(channel);
            }
        }
    }

    /** It has its handlers before it is registered, so that they see all that happens; before that it cannot be closed. */
    private void begin(SocketChannel channel, LoopServices own) {
        boolean stays = false;
        try {
            stays = install(channel, own);
        } catch (RuntimeException e) {
            LOG.warn("an accepted connection cannot be served: {}", channel, e);
        }
        own.loop().register(channel.voidPromise());
        if (!stays) {
            channel.close();
        }
    }

    private boolean install(SocketChannel channel, LoopServices own) {
        Sockets.Accepted socket = sockets.accepted(channel);
        channel.config().setAllowHalfClosure(true);
        SocketOptions.apply(channel, own.backlog());
        InetSocketAddress peer = channel.remoteAddress();
        if (peer == null) {
            // It is gone already, and of nobody it cannot be told what he may do.
            return false;
        }
        if (listener.proxyProtocol()) {
            return ProxyProtocol.install(
                    channel,
                    peer,
                    proxyHeadersFrom,
                    own.timer(),
                    requestHeadMillis,
                    client -> serveNamed(client, socket, own));
        }
        return serve(peer, socket, own);
    }

    /** The other end of the socket is a balancer's. */
    private void serveNamed(InetSocketAddress client, Sockets.Accepted socket, LoopServices own) {
        socket.named(client);
        if (!serve(client, socket, own)) {
            socket.channel().close();
        }
    }

    private boolean serve(InetSocketAddress client, Sockets.Accepted socket, LoopServices own) {
        Manner now = manner;
        Channel channel = socket.channel();
        InetSocketAddress here = channel.parent().localAddress() instanceof InetSocketAddress bound ? bound : null;
        ClientAccess access = new ClientAccess(client, now.clients(), settings.destinations(), nextHop, here);
        switch (socket.arrived(client.getAddress())) {
            case WELCOME -> channel.pipeline().addLast(handler(channel, own, access, now.mode()));
            case TOO_MANY -> turnAway(channel, own, access, now.mode(), ProxyError.TOO_MANY_CLIENTS, "Try later.");
            case TOO_MANY_OF_ADDRESS ->
                turnAway(
                        channel,
                        own,
                        access,
                        now.mode(),
                        ProxyError.TOO_MANY_OF_ADDRESS,
                        "Address: " + client.getAddress().getHostAddress() + ".");
            case NO_ANSWER -> {
                return false;
            }
        }
        return true;
    }

    private void turnAway(
            Channel channel, LoopServices own, ClientAccess access, ListenMode mode, ProxyError why, String detail) {
        boolean dumb = mode == ListenMode.DUMB;
        channel.pipeline().addLast(new TurnedAway(channel, own.relays(), access, dumb, why, detail));
    }

    private ChannelHandler handler(Channel channel, LoopServices own, ClientAccess access, ListenMode mode) {
        return switch (mode) {
            case SMART -> new ClientConnection(channel, own.clients(), access);
            case DUMB -> new BlindRequest(channel, own.relays(), access);
        };
    }
}
