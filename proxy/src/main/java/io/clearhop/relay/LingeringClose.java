package io.clearhop.relay;

import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a client's connection so that the last response arrives: flush, half-close, read and drop what the client still
 * sends until it closes too, and only then close (RFC 9112 section 9.6). A close with unread bytes would be a reset, and
 * a reset can destroy the response, and those before it, in the client's buffers.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final LoopTimer timer;
    private final long lingerMillis;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            channel.close();
        }
    };

    private LingeringClose(Channel channel, LoopTimer timer, long lingerMillis) {
        this.channel = channel;
        this.timer = timer;
        this.lingerMillis = lingerMillis;
    }

    /**
     * Begins to close a channel that has no other handler any more.
     *
     * @param inputClosed whether the client's FIN has arrived already
     * @param flushMillis how long the client may take to accept what was written
     */
    public static void begin(
            Channel channel, LoopTimer timer, long lingerMillis, long flushMillis, boolean inputClosed) {
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        LingeringClose closing = new LingeringClose(channel, timer, lingerMillis);
        channel.pipeline().addLast(closing);
        channel.config().setAutoRead(true);
        timer.set(closing.deadline, flushMillis);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> closing.flushed(inputClosed));
    }

    private void flushed(boolean inputClosed) {
        if (inputClosed || !channel.isActive()) {
            channel.close();
            return;
        }
        HalfClose.now(channel);
        timer.set(deadline, lingerMillis);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // What was written may still be on its way out.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> channel.close());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }
}
