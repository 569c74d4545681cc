package io.clearhop.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who has shown the token: with each request as a bearer (RFC 6750 section 2.1), or once, for which there is a cookie that
 * does not contain it. Nothing takes longer because more of a guess is right.
 */
final class Tokens {
    private static final int SESSION_BYTES = 32;
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] expected;
    private final String cookieName;
    private final String session;

    /**
     * Makes them.
     *
     * @param token or null to ask for none
     * @param port of the console: browsers do not keep cookies of different ports apart
     */
    Tokens(@Nullable String token, int port) {
        expected = token == null ? null : hash(token);
        cookieName = "clearhop-" + port;
        byte[] random = new byte[SESSION_BYTES];
        new SecureRandom().nextBytes(random);
        session = HexFormat.of().formatHex(random);
    }

    /** Whether callers have to show one. */
    boolean areWanted() {
        return expected != null;
    }

    /** Whether this is the token. */
    boolean isToken(String candidate) {
        return expected != null && MessageDigest.isEqual(expected, hash(candidate));
    }

    /** Whether a request shows the token, or that it was shown before. */
    boolean admits(HttpHeaders fields) {
        String authorization = fields.get(HttpHeaderNames.AUTHORIZATION, "");
        if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return isToken(authorization.substring(SCHEME.length()).strip());
        }
        for (String line : fields.getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : ServerCookieDecoder.STRICT.decodeAll(line)) {
                if (cookie.name().equals(cookieName) && MessageDigest.isEqual(hash(cookie.value()), hash(session))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The value of Set-Cookie for who has shown it. */
    String cookie() {
        return cookieName + "=" + session + "; Path=/; HttpOnly; SameSite=Strict";
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
