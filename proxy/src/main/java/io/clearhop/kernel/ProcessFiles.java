package io.clearhop.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The file descriptors of a process. */
public final class ProcessFiles {
    private static final String SOCKET = "socket:[";
    private static final String LIMIT = "Max open files";
    private static final int SOFT = 3;

    private final Path process;

    /**
     * Looks nowhere yet.
     *
     * @param process as {@code /proc/self}
     */
    public ProcessFiles(Path process) {
        this.process = process;
    }

    /** How many are open; empty where nobody tells. Looking takes one. */
    public OptionalLong open() {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return OptionalLong.of(open.count());
        } catch (IOException | UncheckedIOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** How many there may be, the soft limit; empty for no limit, or where nobody tells. */
    public OptionalLong limit() {
        try (Stream<String> limits = Files.lines(process.resolve("limits"))) {
            return limits.filter(line -> line.startsWith(LIMIT))
                    .map(line -> line.split("\\s+", -1))
                    .filter(columns -> columns.length > SOFT && columns[SOFT].matches("\\d{1,18}"))
                    .mapToLong(columns -> Long.parseLong(columns[SOFT]))
                    .findFirst();
        } catch (IOException | UncheckedIOException unknown) {
            return OptionalLong.empty();
        }
    }

    /**
     * The {@linkplain TcpLine#inode() inodes} of its sockets.
     *
     * @throws IOException if nobody tells, as of another user's process
     */
    public Set<Long> sockets() throws IOException {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (target.startsWith(SOCKET)) {
                    inodes.add(Long.parseLong(target.substring(SOCKET.length(), target.length() - 1)));
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
}
