package io.clearhop.kernel;

import java.util.Arrays;
import java.util.Optional;

/** The state of a socket (RFC 9293 section 3.3.2), by the numbers and names that Linux gives them. */
public enum TcpState {
    ESTABLISHED(1),
    SYN_SENT(2),
    /** A request for a connection that is not yet one. */
    SYN_RECV(3),
    FIN_WAIT1(4),
    FIN_WAIT2(5),
    TIME_WAIT(6),
    CLOSE(7),
    CLOSE_WAIT(8),
    LAST_ACK(9),
    LISTEN(10),
    CLOSING(11);

    /** {@code TCP_NEW_SYN_RECV}: the same for who looks from outside. */
    private static final int NEW_SYN_RECV = 12;

    private final int number;

    TcpState(int number) {
        this.number = number;
    }

    static Optional<TcpState> of(int number) {
        int known = number == NEW_SYN_RECV ? SYN_RECV.number : number;
        return Arrays.stream(values()).filter(state -> state.number == known).findFirst();
    }
}
