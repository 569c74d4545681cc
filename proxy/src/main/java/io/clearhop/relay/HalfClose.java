package io.clearhop.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** Sends a FIN and goes on reading; a channel that has no two directions is closed instead. */
final class HalfClose {
    private HalfClose() {}

    /** After all that was written has left. */
    static void afterLastByte(Channel channel) {
        AfterLastByte.run(channel, () -> now(channel));
    }

    /** From now on the FIN of the peer is the end of both directions, and Netty closes the channel when it comes. */
    static void now(Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        if (channel instanceof EpollSocketChannel socket) {
            fin(socket);
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    /** Past Netty, which makes an exception for what might still be written, each time: here all has left. */
    private static void fin(EpollSocketChannel channel) {
        try {
            ((Socket) channel.fd()).shutdown(false, true);
        } catch (IOException | NotYetConnectedException e) {
            // It is closed or reset, and the channel is about to hear of it.
        }
    }
}
