package io.clearhop.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;

/**
 * What waits to leave on one channel, and what came from it and cannot be passed on yet. Whoever gives it bytes asks {@link
 * #takesMore} before it reads the next ones from the other hop. Confined to the channel's event loop.
 */
public final class SendQueue {
    private static final AttributeKey<SendQueue> KEY = AttributeKey.valueOf(SendQueue.class, "queue");

    private final Channel channel;
    private final Backlog backlog;
    private Backlog.Allowance allowance;
    private long held;
    private int kept;
    private boolean givesBack;

    private SendQueue(Channel channel, Backlog backlog) {
        this.channel = channel;
        this.backlog = backlog;
        allowance = backlog.allowance();
        channel.config().setWriteBufferWaterMark(allowance.queue());
    }

    /** Makes the queue of a new channel. */
    public static void make(Channel channel, Backlog backlog) {
        channel.attr(KEY).set(new SendQueue(channel, backlog));
    }

    /** The queue of a channel. */
    public static SendQueue of(Channel channel) {
        SendQueue queue = channel.attr(KEY).get();
        if (queue == null) {
            make(channel, Backlog.UNBOUNDED);
            queue = channel.attr(KEY).get();
        }
        return queue;
    }

    /** Whether more bytes may be given now; if not, the channel's writability will change. */
    public boolean takesMore() {
        if (allowance != backlog.allowance()) {
            allowance = backlog.allowance();
            channel.config().setWriteBufferWaterMark(allowance.queue());
        }
        boolean writable = channel.isWritable();
        if (!writable && held == 0) {
            ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
            hold(waiting == null ? 0 : waiting.totalPendingWriteBytes());
        }
        return writable;
    }

    /** The channel's writability has changed. */
    public void writabilityChanged() {
        if (held > 0 && channel.isWritable()) {
            hold(0);
        }
    }

    /** So many bytes that the channel has received have to be kept: a head in parts, or what nobody takes yet. */
    public void keep(int bytes) {
        if (bytes != kept) {
            backlog.change(bytes - kept);
            kept = bytes;
            giveBackInTheEnd();
        }
    }

    /** Whether all that is kept may be: little always, more as long as the loop has memory for it. */
    public boolean mayKeep() {
        return kept <= Backlog.Allowance.LEAST.read() || backlog.allowance() != Backlog.Allowance.LEAST;
    }

    private void hold(long bytes) {
        if (bytes != held) {
            backlog.change(bytes - held);
            held = bytes;
            giveBackInTheEnd();
        }
    }

    private void giveBackInTheEnd() {
        if (!givesBack) {
            givesBack = true;
            channel.closeFuture().addListener(f -> {
                hold(0);
                keep(0);
            });
        }
    }
}
