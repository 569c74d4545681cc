package io.clearhop.lab;

import org.jspecify.annotations.Nullable;

/**
 * A request as an origin received it.
 *
 * @param connectionNumber the connection it came on, counted from 1
 * @param head request line and field lines through the empty line
 * @param content {@link Content#NONE} as long as the script has not read it
 */
public record Request(int connectionNumber, String head, Content content) implements Message {
    /** Returns the first word of the request line. */
    public String method() {
        return word(0);
    }

    /** Returns the request target as it was sent. */
    public String target() {
        return word(1);
    }

    /** Returns the version as it was sent, for instance {@code HTTP/1.1}. */
    public String version() {
        return word(2);
    }

    /** Returns the content without its framing. */
    public String text() {
        return content.text();
    }

    /** Returns the value of a trailer field, or null if it isn't there. */
    public @Nullable String trailer(String name) {
        return content.trailer(name);
    }

    private String word(int index) {
        String[] words = startLine().split(" ", 3);
        return index < words.length ? words[index] : "";
    }
}
