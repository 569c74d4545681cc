package io.clearhop.relay;

import io.clearhop.loop.SendQueue;
import io.clearhop.loop.Shortcut;
import io.clearhop.origin.SocketOptions;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * One direction of bytes: what its channel receives is sent on the other, the one is read only while the other is
 * writable, and the end of input becomes a half-close after the last byte.
 */
final class BytePipe extends ChannelInboundHandlerAdapter implements Shortcut.Content {
    /** Hears of what passes. Event loop. */
    interface Listener {
        /** Bytes passed. */
        void moved();

        /** The pipe's own channel takes bytes again, after it had not been writable. */
        void writableAgain();

        /** No more will come: after a FIN, or because the connection is lost. Called once. */
        void ended(BytePipe pipe, boolean reset);
    }

    private final Channel from;
    private final Channel to;
    private final SendQueue toQueue;
    private final SendQueue fromQueue;
    private final Shortcut shortcut;
    private final Listener listener;
    private long bytes;
    private boolean ended;

    BytePipe(Channel from, Channel to, Listener listener) {
        this.from = from;
        this.to = to;
        toQueue = SendQueue.of(to);
        fromQueue = SendQueue.of(from);
        shortcut = Shortcut.of(from);
        this.listener = listener;
    }

    /** How many bytes have passed. */
    long bytes() {
        return bytes;
    }

    boolean isEnded() {
        return ended;
    }

    /** Begins to pass bytes. */
    void install() {
        from.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        from.pipeline().addLast(this);
        shortcut.open(this);
        from.config().setAutoRead(true);
    }

    /** Passes bytes that were received before, and takes the duty to release them. */
    void pass(ByteBuf early) {
        bytes += early.readableBytes();
        toQueue.send(early);
    }

    /** Sends a FIN on the other channel, after what was passed. */
    void halfClose() {
        HalfClose.afterLastByte(to);
    }

    /** Takes note of a FIN that was received before the pipe was. */
    void endOfInput() {
        end(false);
    }

    /** Closes a channel once what was written to it has left. */
    static void closeAfterLastByte(Channel channel) {
        if (channel.isActive()) {
            AfterLastByte.run(channel, () -> SocketOptions.close(channel));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        passRest();
        pass((ByteBuf) msg);
        brake();
        listener.moved();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        passRest();
        toQueue.flush();
    }

    private void passRest() {
        ByteBuf rest = shortcut.rest();
        if (rest != null) {
            toQueue.send(rest);
            brake();
        }
    }

    private void brake() {
        if (!toQueue.takesMore() && to.isActive()) {
            from.config().setAutoRead(false);
        }
    }

    @Override
    public long most() {
        // Another handler may still have to look at what comes.
        return ended || from.pipeline().first() != this ? 0 : Long.MAX_VALUE;
    }

    @Override
    public Channel to() {
        return to;
    }

    @Override
    public void passed(int moved) {
        bytes += moved;
        listener.moved();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        fromQueue.writabilityChanged();
        if (from.isWritable()) {
            listener.writableAgain();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost();
    }

    /** The channel is closed. A FIN comes as an event, unless the channel had been half-closed: else it was a reset. */
    void lost() {
        boolean halfClosed = Boolean.FALSE.equals(from.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE));
        end(!halfClosed);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(true);
        from.close();
    }

    private void end(boolean reset) {
        if (!ended) {
            ended = true;
            listener.ended(this, reset);
        }
    }
}
