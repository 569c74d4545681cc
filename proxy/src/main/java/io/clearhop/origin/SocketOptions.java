package io.clearhop.origin;

import io.clearhop.loop.Backlog;
import io.clearhop.loop.SendQueue;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;

/** The options that the sockets of both hops share. */
public final class SocketOptions {
    private SocketOptions() {}

    /** Sets them on a channel that carries nothing yet. */
    public static void apply(Channel channel, Backlog backlog) {
        var config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(backlog.receiveBuffers(channel));
        SendQueue.make(channel, backlog);
    }

    /** Closes a channel so that its peer sees a reset: neither the end of what it gets nor somebody who still reads. */
    public static void resetAndClose(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    /** A measure of the bytes that wait to leave on a channel, good for comparing with another time's; 0 if none wait. */
    public static long unsent(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }
}
