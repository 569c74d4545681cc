package io.clearhop.server;

import io.clearhop.console.TcpFacts;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the kernel about a connection ({@code TCP_INFO}). On its loop. */
final class TcpInfo {
    private static final double MICROS = 1000;

    /** In the order of the kernel's numbers, from 1 ({@code tcp_states.h}). */
    private static final List<String> STATES = List.of(
            "ESTABLISHED",
            "SYN_SENT",
            "SYN_RECV",
            "FIN_WAIT1",
            "FIN_WAIT2",
            "TIME_WAIT",
            "CLOSE",
            "CLOSE_WAIT",
            "LAST_ACK",
            "LISTEN",
            "CLOSING");

    private TcpInfo() {}

    static @Nullable TcpFacts of(EpollSocketChannel socket) {
        if (!socket.isActive()) {
            return null;
        }
        try {
            EpollTcpInfo info = socket.tcpInfo();
            int state = info.state();
            return new TcpFacts(
                    state >= 1 && state <= STATES.size() ? STATES.get(state - 1) : "UNKNOWN",
                    info.rtt() / MICROS,
                    info.rttvar() / MICROS,
                    info.rto() / MICROS,
                    info.sndCwnd(),
                    info.sndMss(),
                    info.unacked(),
                    info.lost(),
                    info.retransmits(),
                    info.totalRetrans());
        } catch (ChannelException gone) {
            return null;
        }
    }
}
