package io.clearhop.http;

/**
 * Why received bytes are not a message that the proxy forwards: one row a fault, with the status that answers it in a
 * request (a fault in a response is always answered 502) and the sentence that the body, log and documentation show.
 */
public enum Malformed {
    BARE_LF(400, "a line ends in LF without CR (RFC 9112 section 2.2)"),
    BARE_CR(400, "a CR stands without LF (RFC 9112 section 2.2)"),
    CONTROL_BYTE(400, "a control byte stands in the head (RFC 9110 section 5.5)"),
    REQUEST_LINE(400, "the first line is not METHOD SP target SP HTTP/1.x (RFC 9112 section 3)"),
    TLS(400, "these bytes are TLS, but this port speaks plain HTTP: write http:// in front of the proxy's address"),
    VERSION(400, "the HTTP version is not written as HTTP/DIGIT.DIGIT (RFC 9112 section 2.3)"),
    VERSION_NOT_SUPPORTED(
            505, "the major HTTP version is not 1; this proxy speaks HTTP/1.1 and HTTP/1.0 (RFC 9110 section 15.6.6)"),
    TARGET_BYTE(
            400, "the request target holds a byte that must be percent-encoded, or a fragment (RFC 9112 section 3.2)"),
    METHOD_TOO_LONG(501, "the method is longer than any that this proxy takes (RFC 9112 section 3)"),
    REQUEST_LINE_TOO_LONG(414, "the request line is longer than this proxy takes (RFC 9112 section 3)"),
    STATUS_LINE(400, "the first line is not HTTP/1.x SP three digits SP reason (RFC 9112 section 4)"),
    STATUS_CODE(400, "the status code is below 100 (RFC 9110 section 15)"),
    FIELD_NAME(400, "a field name is not a token (RFC 9110 section 5.1)"),
    SPACE_BEFORE_COLON(400, "white space stands between a field name and its colon (RFC 9112 section 5.1)"),
    NO_COLON(400, "a field line has no colon (RFC 9112 section 5)"),
    LINE_FOLDING(400, "a field line is folded (RFC 9112 section 5.2)"),
    HEAD_TOO_LARGE(431, "the head is larger than this proxy takes (RFC 6585 section 5)"),
    TOO_MANY_FIELDS(431, "the head has more field lines than this proxy takes (RFC 6585 section 5)"),
    TOO_MANY_OPTIONS(431, "Connection has more options than this proxy takes (RFC 6585 section 5)"),
    HEAD_CUT(400, "the client closed its side before the request head was complete (RFC 9112 section 8)"),
    CONTENT_CUT(400, "the client closed its side before the request's content was complete (RFC 9112 section 8)"),
    TARGET(400, "the request target is in none of the four forms (RFC 9112 section 3.2)"),
    TARGET_SCHEME(501, "the target's scheme is not http; for https use CONNECT (RFC 9110 section 9.3.6)"),
    TARGET_USERINFO(400, "the target names a user (RFC 9110 section 4.2.4)"),
    TARGET_HOST(400, "the target's host is missing or not a valid host (RFC 9110 section 4.2.1)"),
    TARGET_PORT(400, "the target's port is missing or not between 1 and 65535 (RFC 9110 section 9.3.6)"),
    HOST_MISSING(400, "an HTTP/1.1 request has no Host field (RFC 9112 section 3.2)"),
    HOST_REPEATED(400, "the request has more than one Host field line (RFC 9112 section 3.2)"),
    HOST_INVALID(400, "the Host field is not host[:port] (RFC 9112 section 3.2)"),
    LENGTH_INVALID(400, "Content-Length is not a decimal number that fits 18 digits (RFC 9112 section 6.3)"),
    LENGTH_DIFFERS(400, "Content-Length is given with different values (RFC 9112 section 6.3)"),
    LENGTH_AND_CODING(400, "both Content-Length and Transfer-Encoding are given (RFC 9112 section 6.3)"),
    CODING_IN_HTTP10(400, "Transfer-Encoding is given in HTTP/1.0, which has none (RFC 9112 section 6.1)"),
    CODING_NOT_CHUNKED_LAST(400, "chunked is not the final transfer coding (RFC 9112 section 6.3)"),
    CODING_UNKNOWN(501, "a transfer coding other than chunked is given (RFC 9112 section 6.1)"),
    CHUNK_SIZE(400, "a chunk size is not a hexadecimal number that fits 60 bits (RFC 9112 section 7.1)"),
    CHUNK_EXTENSION(400, "a chunk extension is malformed or too long (RFC 9112 section 7.1.1)"),
    CHUNK_END(400, "no CRLF stands where a chunk or its size must end (RFC 9112 section 7.1)"),
    CONNECT_WITH_CONTENT(400, "a CONNECT request has content (RFC 9110 section 9.3.6)"),
    TRACE_WITH_CONTENT(400, "a TRACE request has content (RFC 9110 section 9.3.8)"),
    MAX_FORWARDS(400, "Max-Forwards is not one decimal number (RFC 9110 section 7.6.2)"),
    PROTECTED_NOMINATED(400, "Connection nominates a field that is meant for all recipients (RFC 9110 section 7.6.1)"),
    LENGTH_REQUIRED(
            411, "Content-Length is needed: the next hop answers in HTTP/1.0, without chunked (RFC 9112 section 6.1)");

    private final int status;
    private final String sentence;

    Malformed(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The status that answers a request with this fault. */
    public int status() {
        return status;
    }

    /** What is wrong, in words, with the clause that says so. */
    public String sentence() {
        return sentence;
    }
}
