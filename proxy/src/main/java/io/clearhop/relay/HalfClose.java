package io.clearhop.relay;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/** Sends a FIN and goes on reading; a channel that has no two directions is closed instead. */
final class HalfClose {
    private HalfClose() {}

    /** After all that was written has left. */
    static void afterLastByte(Channel channel) {
        AfterLastByte.run(channel, () -> now(channel));
    }

    static void now(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }
}
