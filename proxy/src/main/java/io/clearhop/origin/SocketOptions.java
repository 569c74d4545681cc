package io.clearhop.origin;

import io.clearhop.loop.Backlog;
import io.clearhop.loop.SendQueue;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.AttributeKey;

/** The options that the sockets of both hops share. */
public final class SocketOptions {
    private static final AttributeKey<Boolean> RESET = AttributeKey.valueOf(SocketOptions.class, "reset");

    private SocketOptions() {}

    /** Sets them on a channel that carries nothing yet. TCP_NODELAY is there: Netty sets it for every socket. */
    public static void apply(Channel channel, Backlog backlog) {
        var config = channel.config();
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(backlog.receiveBuffers(channel));
        SendQueue.make(channel, backlog);
    }

    /** Closes a channel where nobody waits to hear of it and no handler has a say: that spares a promise and its way. */
    public static void close(Channel channel) {
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    /** Closes a channel so that its peer sees a reset: neither the end of what it gets nor somebody who still reads. */
    public static void resetAndClose(Channel channel) {
        if (channel.isOpen()) {
            channel.attr(RESET).set(true);
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    /** Whether the proxy has closed the channel so. */
    public static boolean wasReset(Channel channel) {
        return channel.hasAttr(RESET);
    }

    /**
     * How long ago data came from the peer, read or not, in milliseconds; -1 where the system does not tell.
     */
    public static long millisSinceData(Channel channel) {
        if (!(channel instanceof EpollSocketChannel socket) || !socket.isOpen()) {
            return -1;
        }
        try {
            return socket.tcpInfo().lastDataRecv();
        } catch (ChannelException e) {
            return -1;
        }
    }

    /** A measure of the bytes that wait to leave on a channel, good for comparing with another time's; 0 if none wait. */
    public static long unsent(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }
}
