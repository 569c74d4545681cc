package io.clearhop.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The sockets of a network namespace at one moment, of all its processes. Each end of a connection within the machine has
 * a line of its own.
 *
 * @param lines in the kernel's order
 */
public record TcpTable(List<TcpLine> lines) {
    private static final List<String> FILES = List.of("tcp", "tcp6");

    /**
     * Reads it; empty where nobody tells.
     *
     * @param proc as {@code /proc} or {@code /proc/self}
     * @throws IOException if it is told and cannot be read
     */
    public static TcpTable read(Path proc) throws IOException {
        return read(proc, port -> true);
    }

    /**
     * Reads those sockets that have such a port at one of their ends, which is much cheaper where there are many others.
     *
     * @param proc as {@code /proc} or {@code /proc/self}
     * @throws IOException if it is told and cannot be read
     */
    public static TcpTable read(Path proc, IntPredicate ports) throws IOException {
        // The kernel tells it in pieces: what moves meanwhile may be told twice.
        Map<List<Object>, TcpLine> lines = new LinkedHashMap<>();
        for (String name : FILES) {
            Path file = proc.resolve("net").resolve(name);
            if (Files.isReadable(file)) {
                try (Stream<String> text = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                    text.filter(line -> TcpLine.hasPort(line, ports))
                            .map(TcpLine::parse)
                            .flatMap(Optional::stream)
                            .forEach(line -> lines.put(List.of(line.local(), line.remote(), line.inode()), line));
                }
            }
        }
        return new TcpTable(List.copyOf(lines.values()));
    }

    /** The end of a connection that has these ports. */
    public Optional<TcpLine> end(int localPort, int remotePort) {
        return lines.stream().filter(line -> line.joins(localPort, remotePort)).findFirst();
    }

    /** Who listens at a port. */
    public Optional<TcpLine> listener(int port) {
        return lines.stream()
                .filter(line -> line.state() == TcpState.LISTEN && line.local().getPort() == port)
                .findFirst();
    }
}
