package io.clearhop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the process that listens on a port, from Linux' {@code /proc}; elsewhere it finds none. */
final class PortHolder {
    private final Path proc;

    PortHolder(Path proc) {
        this.proc = proc;
    }

    /** Name and number of the process, empty when it is not to be found out, as with another user's process. */
    Optional<String> find(String host, int port) {
        try {
            Set<String> links = socketLinks(InetAddress.getByName(host), port);
            return links.isEmpty() ? Optional.empty() : process(links);
        } catch (IOException | UncheckedIOException notLinux) {
            return Optional.empty();
        }
    }

    private Set<String> socketLinks(InetAddress address, int port) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = proc.resolve("net").resolve(table);
            if (Files.isReadable(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        Set<String> links = new HashSet<>();
        for (String line : lines) {
            ProcNetTcpLine.parse(line)
                    .filter(socket -> socket.blocks(address, port))
                    .ifPresent(socket -> links.add("socket:[" + socket.inode() + "]"));
        }
        return links;
    }

    private Optional<String> process(Set<String> links) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, links)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return Optional.of(name + " (process " + process.getFileName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> links) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (links.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | UncheckedIOException goneOrForbidden) {
            // The next process may be the one.
        }
        return false;
    }
}
