package io.clearhop.http;

/** What becomes of a client's offer to switch to another protocol (RFC 9110 section 7.8). */
public enum UpgradePolicy {
    /** It is made again on the other hop; an origin that takes it makes a tunnel of both. */
    ALLOW,
    /** It ends here; the request goes on as an ordinary one. */
    STRIP
}
