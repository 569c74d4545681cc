package io.clearhop.server;

import io.clearhop.access.Cidr;
import io.clearhop.access.ClientAccess;
import io.clearhop.access.ClientRules;
import io.clearhop.client.ClientConnection;
import io.clearhop.config.AccessSettings;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.http.Origin;
import io.clearhop.origin.SocketOptions;
import io.clearhop.relay.BlindRelay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What handles an accepted connection: the only place that maps a mode to a pipeline. */
final class ListenerPipelines extends ChannelInitializer<Channel> {
    private final Listener listener;
    private final AccessSettings settings;
    private final ClientRules clients;
    private final @Nullable Origin parent;
    private final List<Cidr> proxyHeadersFrom;
    private final long requestHeadMillis;
    private final Map<EventLoop, LoopServices> services;

    ListenerPipelines(Listener listener, ProxyConfig config, Map<EventLoop, LoopServices> services) {
        this.listener = listener;
        this.services = services;
        settings = config.access();
        boolean authenticates = listener.mode() == ListenMode.SMART && settings.authFile() != null;
        clients = ClientRules.of(settings.clients(), authenticates);
        parent = LoopServices.parent(config.parent());
        proxyHeadersFrom = settings.proxyProtocolFrom().isEmpty() ? Cidr.LOOPBACK : settings.proxyProtocolFrom();
        requestHeadMillis = config.timeouts().requestHead().toMillis();
    }

    @Override
    protected void initChannel(Channel channel) {
        LoopServices own = services.get(channel.eventLoop());
        if (own == null) {
            throw new IllegalStateException("a connection was accepted on a foreign event loop");
        }
        SocketOptions.apply(channel);
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            // It is gone already, and of nobody it can not be told what he may do.
            channel.close();
        } else if (listener.proxyProtocol()) {
            ProxyProtocol.install(
                    channel,
                    peer,
                    proxyHeadersFrom,
                    own.timer(),
                    requestHeadMillis,
                    client -> of(client, channel, own));
        } else {
            channel.pipeline().addLast(of(peer, channel, own));
        }
    }

    private ChannelHandler of(InetSocketAddress client, Channel channel, LoopServices own) {
        InetSocketAddress here = channel.parent().localAddress() instanceof InetSocketAddress bound ? bound : null;
        ClientAccess access = new ClientAccess(client, clients, settings.destinations(), parent, here);
        return switch (listener.mode()) {
            case SMART -> new ClientConnection(channel, own.clients(), access);
            case DUMB -> new BlindRelay(channel, own.relays(), access);
        };
    }
}
