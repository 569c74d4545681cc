package io.clearhop.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * How the proxy authenticates itself to its parent (RFC 7617).
 *
 * @param user without a colon
 * @param password any text without controls
 */
public record ParentCredentials(String user, String password) {
    private static final String EXAMPLE = "give USER:PASSWORD on one line";

    /** Reads {@code USER:PASSWORD}; an error never repeats what was read. */
    static ParentCredentials of(String text) throws BadValue {
        int colon = text.indexOf(':');
        if (colon < 1 || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadValue("names no user and password; " + EXAMPLE);
        }
        return new ParentCredentials(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Reads the first line of a file. */
    static ParentCredentials read(Path file) throws BadValue {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 1) {
                throw new BadValue("holds " + lines.size() + " lines; " + EXAMPLE);
            }
            return of(lines.get(0));
        } catch (NoSuchFileException missing) {
            throw new BadValue("does not exist; make it, with one line USER:PASSWORD, for this user's eyes alone");
        } catch (IOException unreadable) {
            throw new BadValue("cannot be read; give a file that this user may read");
        }
    }

    /** The value of Proxy-Authorization. */
    public String basic() {
        byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + ":***";
    }
}
