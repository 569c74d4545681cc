package io.clearhop.cli;

import io.clearhop.log.DefaultLogs;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file that says where logs go. Where it is missing Logback goes on with other defaults and says nothing. */
final class LogFile {
    private static final String PROPERTY = DefaultLogs.FILE_PROPERTY;

    private LogFile() {}

    /** What somebody named, or nothing. */
    static String named() {
        return System.getProperty(PROPERTY, "");
    }

    /** What is wrong with it, in one line. */
    static Optional<String> problem() {
        String name = named();
        if (name.isEmpty() || name.contains(":/") || isFile(name) || isResource(name)) {
            return Optional.empty();
        }
        return Optional.of("-D" + PROPERTY + "=" + name + " names no file; give one such as config/logback.xml, or"
                + " leave it out");
    }

    private static boolean isFile(String name) {
        try {
            return Files.isReadable(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isResource(String name) {
        return LogFile.class.getClassLoader().getResource(name) != null;
    }
}
