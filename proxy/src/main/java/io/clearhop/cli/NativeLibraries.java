package io.clearhop.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Netty's native libraries for Linux as files of their own. Where {@code java.library.path} names their directory, Netty
 * loads one from there; else it takes it out of the jar in each start, into a file that it deletes again.
 */
final class NativeLibraries {
    private static final List<String> NAMES =
            List.of("libnetty_transport_native_epoll_x86_64.so", "libnetty_transport_native_epoll_aarch_64.so");

    private NativeLibraries() {}

    /** Copies those that there are into a directory, which does not have them yet. */
    static void copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            try (InputStream library = NativeLibraries.class.getResourceAsStream("/META-INF/native/" + name)) {
                if (library != null) {
                    Files.copy(library, directory.resolve(name));
                }
            }
        }
    }
}
