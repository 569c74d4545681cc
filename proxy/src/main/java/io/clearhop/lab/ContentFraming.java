package io.clearhop.lab;

import java.util.List;

/** What tells where a message's content ends: RFC 9112 section 6.3. */
public enum ContentFraming {
    /** There is no content. */
    NONE,
    /** As many bytes as {@code Content-Length} says. */
    CONTENT_LENGTH,
    /** Until the last chunk and its trailer section. */
    CHUNKED,
    /** Until the origin, or the proxy in its place, closes the connection. */
    UNTIL_CLOSE;

    /** @throws WireException if the request's transfer coding leaves the end open */
    static ContentFraming ofRequest(Message request) {
        if (request.hasField("Transfer-Encoding")) {
            if (!endsChunked(request)) {
                throw malformed("a request whose transfer coding does not end with chunked", request);
            }
            return CHUNKED;
        }
        return request.hasField("Content-Length") ? CONTENT_LENGTH : NONE;
    }

    static ContentFraming ofResponse(int statusCode, Message response, String requestMethod) {
        boolean tunnel = requestMethod.equals("CONNECT") && statusCode / 100 == 2;
        boolean never = statusCode / 100 == 1 || statusCode == 204 || statusCode == 304;
        if (requestMethod.equals("HEAD") || tunnel || never) {
            return NONE;
        }
        if (response.hasField("Transfer-Encoding")) {
            return endsChunked(response) ? CHUNKED : UNTIL_CLOSE;
        }
        return response.hasField("Content-Length") ? CONTENT_LENGTH : UNTIL_CLOSE;
    }

    /**
     * Returns the value of {@code Content-Length} in bytes, equal repetitions taken for one.
     *
     * @throws WireException if it is no number, or several that differ
     */
    static int contentLength(Message message) {
        List<String> lengths =
                message.listMembers("Content-Length").stream().distinct().toList();
        if (lengths.size() != 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
            throw malformed("a Content-Length that is no number below 10^9", message);
        }
        return Integer.parseInt(lengths.get(0));
    }

    private static boolean endsChunked(Message message) {
        List<String> codings = message.listMembers("Transfer-Encoding");
        return !codings.isEmpty() && codings.get(codings.size() - 1).equals("chunked");
    }

    private static WireException malformed(String what, Message message) {
        return new WireException(Arrival.BYTES, "the peer sent " + what + ", " + Quoted.of(message.head()));
    }
}
