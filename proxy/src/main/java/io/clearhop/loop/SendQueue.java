package io.clearhop.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.AttributeKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What waits to leave on one channel, and what came from it and cannot be passed on yet. Whoever gives it bytes asks {@link
 * #takesMore} before it reads the next ones from the other hop. Confined to the channel's event loop.
 */
public final class SendQueue {
    private static final AttributeKey<SendQueue> KEY = AttributeKey.valueOf(SendQueue.class, "queue");

    private final Channel channel;
    private final @Nullable EpollSocketChannel socket;
    private final Backlog backlog;
    private Backlog.Allowance allowance;
    private long held;
    private int kept;
    private boolean givesBack;

    private SendQueue(Channel channel, Backlog backlog) {
        this.channel = channel;
        socket = channel instanceof EpollSocketChannel epoll ? epoll : null;
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

    /** An empty buffer for bytes that are then {@linkplain #send sent}, for the caller to release. */
    public ByteBuf buffer(int size) {
        LoopBuffer shared = backlog.sendBuffer();
        boolean leavesNow = socket != null && size <= shared.size() && isFree(socket);
        return leavesNow ? shared.take() : channel.alloc().buffer(size);
    }

    /**
     * Writes bytes that need not wait for others, and takes the duty to release them. Where nothing is to leave before
     * them they go to the socket, past Netty's queue, which costs more than a small message itself. What the socket does
     * not take is written in the usual way, and leaves with a {@link #flush}; a failure shows itself then.
     */
    public void send(ByteBuf bytes) {
        if (socket == null || !isFree(socket) || !bytes.hasMemoryAddress() || !sendAll(socket, bytes)) {
            channel.write(bytes, channel.voidPromise());
        } else {
            bytes.release();
        }
    }

    private static boolean sendAll(EpollSocketChannel socket, ByteBuf bytes) {
        try {
            int sent =
                    ((Socket) socket.fd()).sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
            bytes.skipBytes(sent);
        } catch (IOException lost) {
            // Writing in the usual way fails in the usual way.
            return false;
        }
        return !bytes.isReadable();
    }

    /** Nothing else is still to leave. */
    static boolean isFree(EpollSocketChannel socket) {
        ChannelOutboundBuffer waiting = socket.unsafe().outboundBuffer();
        return waiting != null
                && waiting.totalPendingWriteBytes() == 0
                && socket.isActive()
                && !socket.isOutputShutdown();
    }

    /** Lets leave what was written. */
    public void flush() {
        if (socket == null || !isFree(socket)) {
            channel.flush();
        }
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
