package io.clearhop.record;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel has received for a socket and nobody has read, as Linux tells in {@code /proc/net/tcp}. Read seldom,
 * for it grows with all sockets of the machine. Guarded by the state's lock.
 */
final class ReceiveQueues {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final long FRESH_MILLIS = 500;
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;
    private static final int WORD = 4;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private List<String> rows = List.of();
    private double readAt = Double.NEGATIVE_INFINITY;

    /**
     * Whether there is anything.
     *
     * @param now milliseconds
     */
    boolean hasUnread(@Nullable SocketAddress local, @Nullable SocketAddress remote, double now) {
        String here = hex(local);
        String there = hex(remote);
        if (here == null || there == null) {
            return false;
        }
        if (now - readAt > FRESH_MILLIS) {
            rows = read();
            readAt = now;
        }
        return rows.stream().anyMatch(row -> isUnread(row, here, there));
    }

    /** Whether a row is of this connection and has bytes in its receive queue: {@code tx_queue:rx_queue}. */
    static boolean isUnread(String row, String here, String there) {
        String[] columns = row.strip().split("\\s+", QUEUES + 2);
        return columns.length > QUEUES
                && columns[LOCAL].endsWith(here)
                && columns[REMOTE].endsWith(there)
                && !columns[QUEUES].endsWith(":00000000");
    }

    /** The end of the column of an address: an IPv4 address may stand there as one of IPv6. */
    static @Nullable String hex(@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return null;
        }
        byte[] bytes = inet.getAddress().getAddress();
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < bytes.length; word += WORD) {
            for (int i = WORD - 1; i >= 0; i--) {
                text.append(HEX.toHexDigits(bytes[word + i]));
            }
        }
        return text.append(':').append(HEX.toHexDigits((short) inet.getPort())).toString();
    }

    private static List<String> read() {
        List<String> found = new ArrayList<>();
        for (Path table : TABLES) {
            try {
                found.addAll(Files.readAllLines(table, StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Not Linux, or not told: then nobody knows.
            }
        }
        return found;
    }
}
