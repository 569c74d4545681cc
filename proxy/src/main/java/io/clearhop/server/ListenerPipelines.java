package io.clearhop.server;

import io.clearhop.client.ClientConnection;
import io.clearhop.config.ListenMode;
import io.clearhop.exchange.ProxyError;
import io.clearhop.origin.SocketOptions;
import io.clearhop.relay.BlindRelay;
import io.clearhop.relay.TurnedAway;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** What handles an accepted connection: the only place that maps a mode to a pipeline. */
final class ListenerPipelines extends ChannelInitializer<Channel> {
    private final ListenMode mode;
    private final Map<EventLoop, LoopServices> services;
    private final Sockets sockets;

    ListenerPipelines(ListenMode mode, Map<EventLoop, LoopServices> services, Sockets sockets) {
        this.mode = mode;
        this.services = services;
        this.sockets = sockets;
    }

    @Override
    protected void initChannel(Channel channel) {
        LoopServices own = services.get(channel.eventLoop());
        if (own == null) {
            throw new IllegalStateException("a connection was accepted on a foreign event loop");
        }
        InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        ClientCensus.Verdict verdict = sockets.accepted(channel, address);
        if (verdict == ClientCensus.Verdict.NO_ANSWER) {
            channel.close();
            return;
        }
        SocketOptions.apply(channel, own.backlog());
        channel.pipeline()
                .addLast(
                        switch (verdict) {
                            case WELCOME -> handler(channel, own);
                            case TOO_MANY -> turnedAway(channel, own, ProxyError.TOO_MANY_CLIENTS, "Try later.");
                            default ->
                                turnedAway(
                                        channel,
                                        own,
                                        ProxyError.TOO_MANY_OF_ADDRESS,
                                        "Address: " + address.getHostAddress() + ".");
                        });
    }

    private ChannelHandler handler(Channel channel, LoopServices own) {
        return switch (mode) {
            case SMART -> new ClientConnection(channel, own.clients());
            case DUMB -> new BlindRelay(channel, own.relays());
        };
    }

    private static ChannelHandler turnedAway(Channel channel, LoopServices own, ProxyError why, String detail) {
        return new TurnedAway(channel, own.relays(), why, detail);
    }
}
