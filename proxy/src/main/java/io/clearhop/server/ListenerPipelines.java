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
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What handles an accepted connection: the only place that maps a mode to a pipeline. */
final class ListenerPipelines extends ChannelInitializer<Channel> {
    private final Listener listener;
    private final AccessSettings settings;
    private final NextHop nextHop;
    private final List<Cidr> proxyHeadersFrom;
    private final long requestHeadMillis;
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
            Map<EventLoop, LoopServices> services,
            Sockets sockets) {
        this.listener = listener;
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
    protected void initChannel(Channel channel) {
        LoopServices own = services.get(channel.eventLoop());
        if (own == null) {
            throw new IllegalStateException("a connection was accepted on a foreign event loop");
        }
        sockets.accepted(channel);
        SocketOptions.apply(channel, own.backlog());
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            // It is gone already, and of nobody it cannot be told what he may do.
            channel.close();
        } else if (listener.proxyProtocol()) {
            ProxyProtocol.install(
                    channel,
                    peer,
                    proxyHeadersFrom,
                    own.timer(),
                    requestHeadMillis,
                    client -> serveNamed(client, channel, own));
        } else {
            serve(peer, channel, own);
        }
    }

    /** The other end of the socket is a balancer's. */
    private void serveNamed(InetSocketAddress client, Channel channel, LoopServices own) {
        sockets.named(channel, client);
        serve(client, channel, own);
    }

    private void serve(InetSocketAddress client, Channel channel, LoopServices own) {
        Manner now = manner;
        InetSocketAddress here = channel.parent().localAddress() instanceof InetSocketAddress bound ? bound : null;
        ClientAccess access = new ClientAccess(client, now.clients(), settings.destinations(), nextHop, here);
        switch (sockets.arrived(channel, client.getAddress())) {
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
            case NO_ANSWER -> channel.close();
        }
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
