package io.clearhop.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The name of a file. */
record PathType(String example) implements ValueType<Path> {
    @Override
    public String placeholder() {
        return "FILE";
    }

    @Override
    public String range() {
        return "";
    }

    @Override
    public Path parse(String text) throws BadValue {
        try {
            return Path.of(text);
        } catch (InvalidPathException bad) {
            throw new BadValue("is no name of a file; give one such as " + example);
        }
    }
}
