package io.clearhop.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.time.Duration;

/** Lets the system ask silent peers whether they are still there (RFC 9293 section 3.8.4). */
final class TcpKeepAlive {
    private static final int PROBES_PER_SILENCE = 4;

    // Linux; a listener has no names for these in Netty.
    private static final int SOL_SOCKET = 1;
    private static final int IPPROTO_TCP = 6;
    private static final IntegerUnixChannelOption ON = new IntegerUnixChannelOption("SO_KEEPALIVE", SOL_SOCKET, 9);
    private static final IntegerUnixChannelOption IDLE = new IntegerUnixChannelOption("TCP_KEEPIDLE", IPPROTO_TCP, 4);
    private static final IntegerUnixChannelOption INTERVAL =
            new IntegerUnixChannelOption("TCP_KEEPINTVL", IPPROTO_TCP, 5);

    private final int seconds;

    TcpKeepAlive(Duration silence) {
        // A fraction of a second is more than none.
        seconds = (int) silence.plusMillis(999).toSeconds();
    }

    /**
     * Sets the options of a listener that is about to be bound. Linux gives them to each socket that it accepts, which
     * spares as many calls.
     */
    void applyToListener(Bootstrap listener, boolean epoll) {
        if (seconds > 0 && epoll) {
            listener.option(ON, 1).option(IDLE, seconds).option(INTERVAL, interval());
        }
    }

    /** Sets the options on an accepted socket that does not have them from its listener. */
    void applyToAccepted(Channel channel) {
        if (!(channel instanceof EpollSocketChannel)) {
            applyToConnecting(channel);
        }
    }

    /** Sets the options on a socket that is about to connect, as far as its transport has them. */
    void applyToConnecting(Channel channel) {
        if (seconds == 0) {
            return;
        }
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, seconds);
            channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, interval());
        }
    }

    private int interval() {
        return Math.max(1, seconds / PROBES_PER_SILENCE);
    }
}
