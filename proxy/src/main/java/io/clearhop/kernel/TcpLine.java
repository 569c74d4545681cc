package io.clearhop.kernel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A socket: a line of {@code /proc/net/tcp} or {@code /proc/net/tcp6}.
 *
 * @param local its own end
 * @param remote the other end; of a listener all zeros
 * @param state what it is doing
 * @param waiting bytes that have arrived and nobody has read; of a listener, connections that nobody has accepted
 * @param timer until when the kernel does something by itself: in {@link TcpState#TIME_WAIT}, forgets the socket
 * @param inode what the file descriptors of the socket show; 0 where there is none: closed, or not yet accepted
 */
public record TcpLine(
        InetSocketAddress local, InetSocketAddress remote, TcpState state, long waiting, Duration timer, long inode) {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;
    private static final int TIMER = 5;
    private static final int INODE = 9;
    private static final int WORD = 4;
    private static final int PORT_DIGITS = 4;
    private static final long NOBODYS = 0;

    /** {@code USER_HZ} is 100 on all architectures that a JVM runs on. */
    private static final long TICK_MILLIS = 10;

    /** Whether a line may be of a socket that has such a port at one of its ends; reads nothing else. */
    static boolean hasPort(String line, IntPredicate ports) {
        int number = line.indexOf(':');
        int local = line.indexOf(':', number + 1);
        int remote = line.indexOf(':', local + 1);
        return number >= 0
                && local >= 0
                && remote >= 0
                && (ports.test(port(line, local + 1)) || ports.test(port(line, remote + 1)));
    }

    private static int port(String line, int from) {
        int to = from;
        while (to < line.length() && HexFormat.isHexDigit(line.charAt(to))) {
            to++;
        }
        return from == to || to - from > PORT_DIGITS ? -1 : HexFormat.fromHexDigits(line, from, to);
    }

    /** Empty for the heading, and for what is no socket. */
    static Optional<TcpLine> parse(String line) {
        String[] columns = SPACES.split(line.strip(), INODE + 2);
        if (columns.length <= INODE) {
            return Optional.empty();
        }
        try {
            InetSocketAddress local = address(columns[LOCAL]);
            InetSocketAddress remote = address(columns[REMOTE]);
            long waiting = HexFormat.fromHexDigitsToLong(behindColon(columns[QUEUES]));
            Duration timer =
                    Duration.ofMillis(HexFormat.fromHexDigitsToLong(behindColon(columns[TIMER])) * TICK_MILLIS);
            long inode = Long.parseLong(columns[INODE]);
            return TcpState.of(HexFormat.fromHexDigits(columns[STATE]))
                    .map(state -> new TcpLine(local, remote, state, waiting, timer, inode));
        } catch (UnknownHostException | IllegalArgumentException unknownFormat) {
            return Optional.empty();
        }
    }

    private static InetSocketAddress address(String column) throws UnknownHostException {
        String words = column.substring(0, Math.max(0, column.indexOf(':')));
        InetAddress address =
                InetAddress.getByAddress(networkOrder(HexFormat.of().parseHex(words)));
        return new InetSocketAddress(address, HexFormat.fromHexDigits(behindColon(column)));
    }

    private static String behindColon(String column) {
        return column.substring(column.indexOf(':') + 1);
    }

    // The kernel prints addresses as words of 32 bits in the order of the machine's bytes.
    private static byte[] networkOrder(byte[] bytes) {
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN || bytes.length % WORD != 0) {
            return bytes;
        }
        byte[] swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[i - i % WORD + WORD - 1 - i % WORD];
        }
        return swapped;
    }

    /** Whether no process has a descriptor of it. */
    public boolean isNobodys() {
        return inode == NOBODYS;
    }

    /** Whether it is the connection from this port to that one, as its first end sees it. */
    public boolean joins(int localPort, int remotePort) {
        return local.getPort() == localPort && remote.getPort() == remotePort;
    }
}
