package io.clearhop.console;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Linux tells of this process's sockets and descriptors in {@code /proc/self}; nothing elsewhere. */
final class ProcSockets {
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String TIME_WAIT = "TIME_WAIT";
    private static final String NOBODYS = "0";
    private static final String SOCKET = "socket:[";

    /** {@code tcp_states.h}; a request that has not become a connection (12) is listed with its listener's. */
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("01", "ESTABLISHED"),
            Map.entry("02", "SYN_SENT"),
            Map.entry("03", "SYN_RECV"),
            Map.entry("04", "FIN_WAIT1"),
            Map.entry("05", "FIN_WAIT2"),
            Map.entry("06", TIME_WAIT),
            Map.entry("07", "CLOSE"),
            Map.entry("08", "CLOSE_WAIT"),
            Map.entry("09", "LAST_ACK"),
            Map.entry("0A", "LISTEN"),
            Map.entry("0B", "CLOSING"),
            Map.entry("0C", "SYN_RECV"));

    private final Path proc;

    /**
     * Reads a tree.
     *
     * @param proc as {@code /proc/self}
     */
    ProcSockets(Path proc) {
        this.proc = proc;
    }

    /**
     * Sockets by state. A connection in TIME_WAIT belongs to no process any more: it counts if its own port is one of
     * these.
     *
     * @param ports of the listeners, and of connections that this process had
     */
    Map<String, Integer> byState(Set<Integer> ports) throws IOException {
        Set<String> own = ownInodes();
        Map<String, Integer> counts = new TreeMap<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = proc.resolve("net").resolve(table);
            if (Files.isReadable(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.forEach(line -> count(line.strip().split("\\s+", -1), own, ports, counts));
                }
            }
        }
        return counts;
    }

    private static void count(String[] columns, Set<String> own, Set<Integer> ports, Map<String, Integer> counts) {
        String state = columns.length > INODE ? STATES.get(columns[STATE]) : null;
        if (state == null) {
            return;
        }
        boolean orphan = columns[INODE].equals(NOBODYS);
        if (own.contains(columns[INODE]) || orphan && state.equals(TIME_WAIT) && ports.contains(port(columns[LOCAL]))) {
            counts.merge(state, 1, Integer::sum);
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private Set<String> ownInodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(proc.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (target.startsWith(SOCKET)) {
                    inodes.add(target.substring(SOCKET.length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** How many descriptors are open; empty where nobody tells. */
    OptionalLong openDescriptors() {
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return OptionalLong.of(open.count());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** How many there may be; empty for no limit, or where nobody tells. */
    OptionalLong descriptorLimit() {
        try (Stream<String> limits = Files.lines(proc.resolve("limits"))) {
            return limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s+", -1)[3])
                    .filter(soft -> soft.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }
}
