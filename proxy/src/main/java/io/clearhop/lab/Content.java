package io.clearhop.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * A message's content, as it was on the wire and without its framing; ISO-8859-1, a character is a byte.
 *
 * @param framing what told where it ends
 * @param raw all bytes after the head, including chunk sizes and the trailer section
 * @param text the content itself
 * @param trailerSection the trailer field lines, each with its CRLF; empty if there are none
 */
public record Content(ContentFraming framing, String raw, String text, String trailerSection) {
    /** No content, not even an empty one. */
    public static final Content NONE = new Content(ContentFraming.NONE, "", "", "");

    /** Returns the content itself as bytes. */
    public byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    /** Returns the value of a trailer field, several lines joined by a comma, or null if it isn't there. */
    public @Nullable String trailer(String name) {
        return FieldLines.combined(trailerSection, name);
    }
}
