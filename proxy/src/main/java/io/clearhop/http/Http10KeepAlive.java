package io.clearhop.http;

/**
 * When a connection to an HTTP/1.0 client persists. RFC 9112 section 9.3 forbids a proxy to persist with one, because
 * {@code Connection: Keep-Alive} may have come through a proxy that relays it blindly.
 */
public enum Http10KeepAlive {
    /** What RFC 9112 section 9.3 says to the letter. */
    NEVER,
    /** Only for {@code Proxy-Connection: Keep-Alive}, which was invented to be meant for a proxy. */
    PROXY_CONNECTION,
    /** For {@code Connection: Keep-Alive} as well, as HTTP/1.0+ origins do. */
    ALWAYS
}
