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
    private final ClientRules clients;
    private final NextHop nextHop;
    private final List<Cidr> proxyHeadersFrom;
    private final long requestHeadMillis;
    private final Map<EventLoop, LoopServices> services;
    private final Sockets sockets;

    ListenerPipelines(Listener listener, ProxyConfig config, Map<EventLoop, LoopServices> services, Sockets sockets) {
        this.listener = listener;
        this.services = services;
        this.sockets = sockets;
        settings = config.access();
        boolean authenticates = listener.mode() == ListenMode.SMART && settings.authFile() != null;
        clients = ClientRules.of(settings.clients(), authenticates);
        nextHop = LoopServices.nextHop(config);
        proxyHeadersFrom = settings.proxyProtocolFrom().isEmpty() ? Cidr.LOOPBACK : settings.proxyProtocolFrom();
        requestHeadMillis = config.timeouts().requestHead().toMillis();
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
                    client -> serve(client, channel, own));
        } else {
            serve(peer, channel, own);
        }
    }

    private void serve(InetSocketAddress client, Channel channel, LoopServices own) {
        InetSocketAddress here = channel.parent().localAddress() instanceof InetSocketAddress bound ? bound : null;
        ClientAccess access = new ClientAccess(client, clients, settings.destinations(), nextHop, here);
        switch (sockets.arrived(channel, client.getAddress())) {
            case WELCOME -> channel.pipeline().addLast(handler(channel, own, access));
            case TOO_MANY -> turnAway(channel, own, access, ProxyError.TOO_MANY_CLIENTS, "Try later.");
            case TOO_MANY_OF_ADDRESS ->
                turnAway(
                        channel,
                        own,
                        access,
                        ProxyError.TOO_MANY_OF_ADDRESS,
                        "Address: " + client.getAddress().getHostAddress() + ".");
            case NO_ANSWER -> channel.close();
        }
    }

    private void turnAway(Channel channel, LoopServices own, ClientAccess access, ProxyError why, String detail) {
        boolean dumb = listener.mode() == ListenMode.DUMB;
        channel.pipeline().addLast(new TurnedAway(channel, own.relays(), access, dumb, why, detail));
    }

    private ChannelHandler handler(Channel channel, LoopServices own, ClientAccess access) {
        return switch (listener.mode()) {
            case SMART -> new ClientConnection(channel, own.clients(), access);
            case DUMB -> new BlindRequest(channel, own.relays(), access);
        };
    }
}
