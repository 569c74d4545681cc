package io.clearhop.lab;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A response as a client received it.
 *
 * @param head status line and field lines through the empty line
 * @param content its content
 * @param interim the 1xx responses that preceded it, in their order
 */
public record Response(String head, Content content, List<Response> interim) implements Message {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: .*)?");

    /** Returns the status code. */
    public int statusCode() {
        return statusCodeOf(this);
    }

    /** Returns the content without its framing. */
    public String text() {
        return content.text();
    }

    /** Returns the content without its framing. */
    public byte[] bytes() {
        return content.bytes();
    }

    /** Returns the value of a trailer field, or null if it isn't there. */
    public @Nullable String trailer(String name) {
        return content.trailer(name);
    }

    static int statusCodeOf(Message response) {
        Matcher line = STATUS_LINE.matcher(response.startLine());
        if (!line.matches()) {
            throw new WireException(
                    Arrival.BYTES, "instead of a status line the peer sent " + Quoted.of(response.head()));
        }
        return Integer.parseInt(line.group(1));
    }
}
