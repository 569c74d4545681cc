package io.clearhop.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file could not be read, for people: the JDK's messages are often nothing but the file's name. */
final class Unreadable {
    private Unreadable() {}

    static String sentence(Path file, IOException failure) {
        return "cannot read " + file + ": " + reason(file, failure);
    }

    private static String reason(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file; clearhop config prints one to begin with";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied; let this user read it";
        }
        return Files.isDirectory(file) ? "it is a directory; give a file" : String.valueOf(failure.getMessage());
    }
}
