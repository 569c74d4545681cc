package io.clearhop.exchange;

import io.clearhop.http.Malformed;

/** What a client is told about a request that cannot be forwarded: what happened, what was expected, what to do. */
final class MalformedText {
    private MalformedText() {}

    /**
     * The text.
     *
     * @param whatBecameOfIt a sentence
     */
    static String of(Malformed fault, String whatBecameOfIt) {
        return opening(fault.status()) + ": " + fault.sentence() + ".\n" + remedy(fault) + "\n" + whatBecameOfIt + "\n";
    }

    private static String opening(int status) {
        return switch (status) {
            case 411 -> "This request cannot be sent on as it is";
            case 414, 431 -> "This request is valid as far as it was read, but too large";
            case 501 -> "This request asks for something that this proxy does not do";
            case 505 -> "This request is written in a version of HTTP that this proxy does not speak";
            default -> "This request is malformed";
        };
    }

    private static String remedy(Malformed fault) {
        return switch (fault) {
            case LENGTH_REQUIRED -> "Send it with Content-Length instead of chunked.";
            case REQUEST_LINE_TOO_LONG ->
                "Use a shorter URL. Whoever runs this proxy can raise its limit, --max-request-line.";
            case HEAD_TOO_LARGE ->
                "Send shorter fields; cookies are often the longest. Whoever runs this proxy can raise its limit,"
                        + " --max-head-size.";
            case TOO_MANY_FIELDS -> "Send fewer fields. Whoever runs this proxy can raise its limit, --max-fields.";
            case TOO_MANY_OPTIONS -> "Send fewer options.";
            case METHOD_TOO_LONG -> "Use a method of the usual length.";
            case TARGET_SCHEME -> "Set the client to use this proxy for https as well: it will then send CONNECT.";
            case CODING_UNKNOWN -> "Send the content with chunked alone, or with Content-Length.";
            case VERSION_NOT_SUPPORTED -> "Send it in HTTP/1.1.";
            case TLS -> "Set the client to speak HTTP to the proxy, for https targets too.";
            case HEAD_CUT, CONTENT_CUT -> "The fault is the client's, or that of the network between: send it whole.";
            default -> "The fault is the client's: whoever made it has to mend what it sends.";
        };
    }
}
