package io.clearhop.origin;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

/** The options that the sockets of both hops share. */
public final class SocketOptions {
    /** A read takes up to this much: for long content, every system call that is spared counts. */
    public static final int MAX_READ = 256 * 1024;

    private static final int MIN_READ = 1024;
    private static final int FIRST_READ = 2048;
    /** Above the high mark the other hop is not read; a slow receiver costs about this much memory. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    private SocketOptions() {}

    /** Sets them on a channel that is not yet connected. */
    public static void apply(Channel channel) {
        var config = channel.config();
        config.setOption(ChannelOption.TCP_NODELAY, true);
        config.setAllocator(PooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(receiveBuffers());
        config.setWriteBufferWaterMark(WATER_MARK);
    }

    /** Guesses how much the next read brings; one for each channel. */
    public static AdaptiveRecvByteBufAllocator receiveBuffers() {
        return new AdaptiveRecvByteBufAllocator(MIN_READ, FIRST_READ, MAX_READ);
    }

    /** A measure of the bytes that wait to leave on a channel, good for comparing with another time's. */
    public static long unsent(Channel channel) {
        return channel.bytesBeforeWritable() - channel.bytesBeforeUnwritable();
    }

    /** The mark above which a channel is not writable. */
    public static WriteBufferWaterMark waterMark() {
        return WATER_MARK;
    }
}
