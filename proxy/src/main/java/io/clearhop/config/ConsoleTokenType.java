package io.clearhop.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A secret that fits into a field and into a URL: characters of a bearer token (RFC 6750 section 2.1) but for {@code + / ~}. */
record ConsoleTokenType() implements ValueType<String> {
    private static final String FIX = "give 16 to 256 letters, digits, and . _ -, or random";

    /** A new one at each start. */
    static final String RANDOM = "random";

    @Override
    public String placeholder() {
        return "TOKEN";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public String example() {
        return "a-secret-of-your-own";
    }

    @Override
    public boolean secret() {
        return true;
    }

    @Override
    public String parse(String text) throws BadValue {
        if (!text.equals(RANDOM) && !text.matches("[A-Za-z0-9._-]{16,256}")) {
            throw new BadValue("is no token; " + FIX);
        }
        return text;
    }

    /** Reads the first line of a file. */
    String read(Path file) throws BadValue {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 1) {
                throw new BadValue("holds " + lines.size() + " lines; give one with the token");
            }
            return parse(lines.get(0).strip());
        } catch (NoSuchFileException missing) {
            throw new BadValue("does not exist; make it, with the token on one line, for this user's eyes alone");
        } catch (IOException unreadable) {
            throw new BadValue("cannot be read; give a file that this user may read");
        }
    }
}
