package io.clearhop.cli;

import io.clearhop.kernel.ProcessFiles;
import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the process that listens on a port, from Linux' {@code /proc}; elsewhere it finds none. */
final class PortHolder {
    private final Path proc;

    PortHolder(Path proc) {
        this.proc = proc;
    }

    /** Name and number of the process, empty when it is not to be found out, as with another user's process. */
    Optional<String> find(String host, int port) {
        try {
            Set<Long> inodes = inodes(InetAddress.getByName(host), port);
            return inodes.isEmpty() ? Optional.empty() : process(inodes);
        } catch (IOException | UncheckedIOException notLinux) {
            return Optional.empty();
        }
    }

    private Set<Long> inodes(InetAddress address, int port) throws IOException {
        return TcpTable.read(proc, each -> each == port).lines().stream()
                .filter(line -> blocks(line, address))
                .map(TcpLine::inode)
                .collect(Collectors.toSet());
    }

    /** Whether a socket keeps another one from listening there. */
    private static boolean blocks(TcpLine line, InetAddress wanted) {
        InetAddress address = line.local().getAddress();
        return line.state() == TcpState.LISTEN
                && (address.isAnyLocalAddress() || wanted.isAnyLocalAddress() || address.equals(wanted));
    }

    private Optional<String> process(Set<Long> inodes) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, inodes)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return Optional.of(name + " (process " + process.getFileName() + ")");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<Long> inodes) {
        try {
            return !Collections.disjoint(new ProcessFiles(process).sockets(), inodes);
        } catch (IOException | UncheckedIOException goneOrForbidden) {
            // The next process may be the one.
            return false;
        }
    }
}
