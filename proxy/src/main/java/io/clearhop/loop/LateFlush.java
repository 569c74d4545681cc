package io.clearhop.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flushes that may wait for the loop to look once more at what has arrived, for a little later there may be more to send:
 * a client that pipelines gets several small responses with one system call. The loop does not sleep meanwhile, so that
 * where nothing else arrives what is written leaves within microseconds. Confined to the loop.
 */
public final class LateFlush {
    /** So much leaves at once. */
    private static final int MOST_BYTES = 16 * 1024;
    /** After so many looks everything leaves, though there may always have been more. */
    private static final int MOST_TURNS = 16;

    private final @Nullable SingleThreadEventLoop loop;
    private final Runnable look = this::look;
    private final Runnable turn = this::turn;
    /** Those that have been asked for since the last turn, and those of the turn before. */
    private Set<Channel> young = new LinkedHashSet<>();

    private Set<Channel> old = new LinkedHashSet<>();
    private int turns;
    private boolean waiting;

    public LateFlush(EventLoop loop) {
        this.loop = loop instanceof SingleThreadEventLoop single ? single : null;
    }

    /** Flushes a channel of the loop, now or soon. */
    public void flush(Channel channel) {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        if (loop == null || unsent == null || unsent.totalPendingWriteBytes() >= MOST_BYTES) {
            channel.flush();
            return;
        }
        young.add(channel);
        if (!waiting) {
            waiting = true;
            loop.executeAfterEventLoopIteration(look);
        }
    }

    /** A task that waits makes the loop look without sleeping. */
    private void look() {
        if (loop != null) {
            loop.execute(turn);
        }
    }

    private void turn() {
        Set<Channel> ripe = old;
        old = young;
        young = new LinkedHashSet<>();
        boolean all = ++turns % MOST_TURNS == 0;
        if (all) {
            ripe.addAll(old);
            old.clear();
        } else {
            ripe.removeAll(old);
        }
        waiting = !old.isEmpty();
        if (waiting && loop != null) {
            loop.executeAfterEventLoopIteration(look);
        }
        ripe.forEach(Channel::flush);
    }
}
