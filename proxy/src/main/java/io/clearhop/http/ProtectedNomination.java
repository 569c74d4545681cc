package io.clearhop.http;

/**
 * What becomes of a message whose {@code Connection} nominates a field that all recipients need, such as
 * {@code Connection: Cache-Control}, which no sender may do (RFC 9110 section 7.6.1).
 */
public enum ProtectedNomination {
    /** The field passes as if it were not nominated. */
    KEEP,
    /** A request is answered 400, a response 502. */
    REJECT
}
