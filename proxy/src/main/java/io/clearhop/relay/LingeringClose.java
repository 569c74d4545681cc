package io.clearhop.relay;

import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.clearhop.origin.SocketOptions;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
    private final Linger linger;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            timedOut();
        }
    };

    /** What waited to leave when it was looked at last. */
    private long unsent;
    /** When the waiting for the client's close ends, in the timer's milliseconds; only after the half-close. */
    private long end = Long.MAX_VALUE;

    private LingeringClose(Channel channel, LoopTimer timer, Linger linger) {
        this.channel = channel;
        this.timer = timer;
        this.linger = linger;
    }

    /**
     * Begins to close a channel.
     *
     * @param last its only handler, which goes if the close takes time
     * @param nothingFollows whether the client's FIN has arrived already, or nothing can come before it
     */
    public static void begin(
            Channel channel, ChannelHandler last, LoopTimer timer, Linger linger, boolean nothingFollows) {
        // Where more waits than a channel takes, the flush would be an event for the handler.
        boolean atOnce = nothingFollows && channel.isWritable() && AfterLastByte.hasLeft(channel);
        if (atOnce || !channel.isActive()) {
            SocketOptions.close(channel);
            return;
        }
        channel.pipeline().remove(last);
        LingeringClose closing = new LingeringClose(channel, timer, linger);
        channel.pipeline().addLast(closing);
        channel.config().setAutoRead(true);
        timer.set(closing.deadline, linger.flush());
        AfterLastByte.run(channel, () -> closing.flushed(nothingFollows));
    }

    private void flushed(boolean nothingFollows) {
        if (nothingFollows || !channel.isActive()) {
            channel.close();
            return;
        }
        HalfClose.now(channel);
        end = timer.now() + linger.total();
        awaitClient();
    }

    /** The client may still be sending, and looks for the response only then. */
    private void awaitClient() {
        timer.set(deadline, Math.min(linger.idle(), Math.max(0, end - timer.now())));
    }

    private boolean isHalfClosed() {
        return end != Long.MAX_VALUE;
    }

    private void timedOut() {
        long waiting = SocketOptions.unsent(channel);
        if (isHalfClosed() || waiting == unsent) {
            channel.close();
        } else {
            // A slow client, but one that takes what it gets.
            unsent = waiting;
            timer.set(deadline, linger.flush());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
        if (isHalfClosed()) {
            awaitClient();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // What was written may still be on its way out.
            AfterLastByte.run(channel, channel::close);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        timer.remove(deadline);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }
}
