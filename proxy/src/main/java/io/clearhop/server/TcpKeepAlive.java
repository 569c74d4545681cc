package io.clearhop.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;

/** Lets the system ask silent peers whether they are still there (RFC 9293 section 3.8.4). */
final class TcpKeepAlive {
    private static final int PROBES_PER_SILENCE = 4;

    private final int seconds;

    TcpKeepAlive(Duration silence) {
        // A fraction of a second is more than none.
        seconds = (int) silence.plusMillis(999).toSeconds();
    }

    /** Sets the options on a new socket, as far as its transport has them. */
    void apply(Channel channel) {
        if (seconds == 0) {
            return;
        }
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, seconds);
            channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, Math.max(1, seconds / PROBES_PER_SILENCE));
        }
    }
}
