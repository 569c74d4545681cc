package io.clearhop.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What the tests need of the machine. */
final class Tools {
    private static final boolean REQUIRED = "1".equals(System.getenv("CLEARHOP_REQUIRE_TOOLS"));
    // Debian keeps servers where only root's PATH looks.
    private static final String PATH = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";

    private Tools() {}

    /** The program of this name; the test skips without it. */
    static String find(String program) {
        Optional<Path> found = search(program);
        require(found.isPresent(), program + " is not installed");
        return found.map(Path::toString).orElse("");
    }

    /** Whether there is such a program. */
    static boolean isInstalled(String program) {
        return search(program).isPresent();
    }

    private static Optional<Path> search(String program) {
        return Stream.of(PATH.split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The process information of Linux; the test skips elsewhere. */
    static void requireProc() {
        require(Files.isDirectory(Path.of("/proc/self/fd")), "/proc is not there: file descriptors can't be counted");
    }

    /** A program of the JDK that runs the tests. */
    static String ofJdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** The test skips unless this is there. */
    static void require(boolean there, String missing) {
        if (there) {
            return;
        }
        if (REQUIRED) {
            Assertions.fail(missing + ", and CLEARHOP_REQUIRE_TOOLS=1 allows no test to skip");
        }
        System.out.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }
}
