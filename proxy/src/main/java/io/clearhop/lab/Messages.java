package io.clearhop.lab;

/** Writes messages for scripts, adding nothing but the line ends. */
public final class Messages {
    /** Ends a chunked content without trailers. */
    public static final String LAST_CHUNK = "0\r\n\r\n";

    private Messages() {}

    /** Returns these lines as a head: each with a CRLF, and an empty line at the end. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** Returns a 200 response with {@code Content-Type: text/plain}, {@code Content-Length} and this content. */
    public static String ok(String content) {
        return head("HTTP/1.1 200 OK", "Content-Type: text/plain", "Content-Length: " + content.length()) + content;
    }

    /** Returns one chunk with this data; empty data would make it the last one, see {@link #LAST_CHUNK}. */
    public static String chunk(String data) {
        if (data.isEmpty()) {
            throw new IllegalArgumentException("an empty chunk ends the content");
        }
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }
}
