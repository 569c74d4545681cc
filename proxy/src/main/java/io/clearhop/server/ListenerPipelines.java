package io.clearhop.server;

import io.clearhop.client.ClientConnection;
import io.clearhop.config.ListenMode;
import io.clearhop.origin.SocketOptions;
import io.clearhop.relay.BlindRelay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.util.Map;

/** What handles an accepted connection: the only place that maps a mode to a pipeline. */
final class ListenerPipelines extends ChannelInitializer<Channel> {
    private final ListenMode mode;
    private final Map<EventLoop, LoopServices> services;

    ListenerPipelines(ListenMode mode, Map<EventLoop, LoopServices> services) {
        this.mode = mode;
        this.services = services;
    }

    @Override
    protected void initChannel(Channel channel) {
        LoopServices own = services.get(channel.eventLoop());
        if (own == null) {
            throw new IllegalStateException("a connection was accepted on a foreign event loop");
        }
        SocketOptions.apply(channel);
        channel.pipeline()
                .addLast(
                        switch (mode) {
                            case SMART -> new ClientConnection(channel, own.clients());
                            case DUMB -> new BlindRelay(channel, own.relays());
                        });
    }
}
