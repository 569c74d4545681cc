package io.clearhop.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A user name and a password (RFC 7617).
 *
 * @param user without a colon
 * @param password in UTF-8
 */
public record BasicCredentials(String user, byte[] password) {
    private static final String SCHEME = "basic";

    /**
     * Reads the value of a Proxy-Authorization field: {@code Basic}, space, {@code user:password} in base64, in UTF-8 and
     * without control characters (RFC 7617 section 2).
     *
     * @return null if it is anything else
     */
    static @Nullable BasicCredentials parse(String value) {
        int space = value.indexOf(' ');
        if (space < 0 || !value.substring(0, space).toLowerCase(Locale.ROOT).equals(SCHEME)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value.substring(space).strip());
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = text.indexOf(':');
            boolean valid = colon >= 0 && text.chars().noneMatch(Character::isISOControl);
            return valid
                    ? new BasicCredentials(
                            text.substring(0, colon), text.substring(colon + 1).getBytes(StandardCharsets.UTF_8))
                    : null;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "BasicCredentials[user=" + user + "]";
    }
}
