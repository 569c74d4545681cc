package io.clearhop.access;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a request's credentials are, as far as it can be told at once.
 *
 * @param verdict or null if the password has to be checked
 * @param user the name that was given, empty for none
 * @param credentials only where there is no verdict
 * @param digest what stands for the credentials, only where there is no verdict
 */
public record Attempt(
        @Nullable Verdict verdict,
        String user,
        @Nullable BasicCredentials credentials,
        @Nullable ByteBuffer digest) {

    /** What is found out about credentials. */
    public enum Verdict {
        ACCEPTED,
        MISSING,
        /** No user name and password in the scheme Basic (RFC 7617 section 2). */
        MALFORMED,
        WRONG,
        /** Too many passwords wait to be checked. */
        BUSY
    }

    static Attempt decided(Verdict verdict, String user) {
        return new Attempt(verdict, user, null, null);
    }
}
