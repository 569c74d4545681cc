package io.clearhop.access;

import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** The users and the bcrypt hashes of their passwords, as one version of the file has them. Immutable. */
public final class Users {
    private final Map<String, String> hashes;
    /** A hash that is as slow as the slowest of theirs. */
    private final String slowest;

    /**
     * Users by name, at least one.
     *
     * @param hashes bcrypt hashes, checked by {@link PasswordFile}
     */
    Users(Map<String, String> hashes) {
        this.hashes = Map.copyOf(hashes);
        slowest = hashes.values().stream()
                .max((a, b) -> Integer.compare(cost(a), cost(b)))
                .orElseThrow(() -> new IllegalArgumentException("there are no users"));
    }

    /** The cost in {@code $2y$10$…}: the hash takes two to the power of it. */
    static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    /** How many there are. */
    public int size() {
        return hashes.size();
    }

    /**
     * Whether this is the password of this user. Takes a good part of a second: not for an event loop. It takes as long
     * for a user who does not exist, so that nobody can learn who does.
     */
    boolean accept(BasicCredentials credentials) {
        String hash = hashes.get(credentials.user());
        boolean matches = BCrypt.checkpw(credentials.password(), hash == null ? slowest : hash);
        return matches && hash != null;
    }
}
