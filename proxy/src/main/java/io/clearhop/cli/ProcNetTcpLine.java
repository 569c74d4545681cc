package io.clearhop.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A listening socket, a line of {@code /proc/net/tcp} or {@code /proc/net/tcp6}.
 *
 * @param address that it listens on
 * @param port that it listens on
 * @param inode number that its file descriptors show
 */
record ProcNetTcpLine(InetAddress address, int port, String inode) {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int WORD = 4;

    /** Empty for the heading and for sockets that do not listen. */
    static Optional<ProcNetTcpLine> parse(String line) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length <= INODE || !columns[STATE].equals(LISTENING)) {
            return Optional.empty();
        }
        String[] local = columns[LOCAL_ADDRESS].split(":", 2);
        try {
            InetAddress address =
                    InetAddress.getByAddress(networkOrder(HexFormat.of().parseHex(local[0])));
            return Optional.of(new ProcNetTcpLine(address, HexFormat.fromHexDigits(local[1]), columns[INODE]));
        } catch (UnknownHostException | IllegalArgumentException unknownFormat) {
            return Optional.empty();
        }
    }

    /** Whether this socket keeps another one from listening there. */
    boolean blocks(InetAddress wanted, int wantedPort) {
        return port == wantedPort
                && (address.isAnyLocalAddress() || wanted.isAnyLocalAddress() || address.equals(wanted));
    }

    // The kernel prints addresses as words of 32 bits in the order of the machine's bytes.
    private static byte[] networkOrder(byte[] bytes) {
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            return bytes;
        }
        byte[] swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[i - i % WORD + WORD - 1 - i % WORD];
        }
        return swapped;
    }
}
