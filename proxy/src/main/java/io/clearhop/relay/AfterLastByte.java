package io.clearhop.relay;

import io.clearhop.origin.SocketOptions;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** What is done with a channel when all that was written to it has left, or cannot leave any more. Event loop. */
final class AfterLastByte {
    private AfterLastByte() {}

    /** Flushes, and says whether nothing has to wait. */
    static boolean hasLeft(Channel channel) {
        if (SocketOptions.unsent(channel) > 0) {
            channel.flush();
        }
        return SocketOptions.unsent(channel) == 0;
    }

    /** Flushes, and does it; at once if nothing has to wait. */
    static void run(Channel channel, Runnable action) {
        if (hasLeft(channel)) {
            action.run();
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> action.run());
        }
    }
}
