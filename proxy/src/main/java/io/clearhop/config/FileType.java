package io.clearhop.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file's name. */
record FileType(String example) implements ValueType<Path> {
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
        } catch (InvalidPathException e) {
            throw new BadValue("is no file name; give one such as " + example);
        }
    }
}
