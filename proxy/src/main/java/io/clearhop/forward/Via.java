package io.clearhop.forward;

import io.netty.util.AsciiString;

/** The proxy's own {@code Via} lines, one for each version that it may have received (RFC 9110 section 7.6.3). */
public final class Via {
    private final AsciiString http10;
    private final AsciiString http11;

    /**
     * Encodes the lines once.
     *
     * @param name the pseudonym of this proxy, a token
     */
    public Via(String name) {
        http10 = AsciiString.cached("Via: 1.0 " + name + "\r\n");
        http11 = AsciiString.cached("Via: 1.1 " + name + "\r\n");
    }

    /** The line for a message that was received in HTTP/1.0 or not. */
    public AsciiString line(boolean receivedHttp10) {
        return receivedHttp10 ? http10 : http11;
    }
}
