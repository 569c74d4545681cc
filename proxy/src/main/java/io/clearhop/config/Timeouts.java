package io.clearhop.config;

import java.time.Duration;

/**
 * How long the proxy waits for what. A timeout may strike up to a tenth of a second late.
 *
 * @param dns for an answer of the name servers
 * @param connect for a connection to an origin, all its addresses together, or for a free place in the pool
 * @param requestHead from the first byte of a request to the end of its head, else 408
 * @param requestContent for the client's next byte while a request's content arrives, else 408
 * @param responseHead from the end of the request to the response's head, else 504
 * @param clientIdle between two requests on a client connection
 * @param originIdle of a pooled origin connection
 * @param stall without progress while content is transferred, either direction
 * @param tunnelIdle without a byte in either direction of a tunnel or a blind relay
 * @param linger for the client's next byte or its close after the proxy's half-close (RFC 9112 section 9.6)
 * @param lingerTotal after the half-close, whatever the client still sends
 * @param drain for exchanges in progress when the proxy stops
 */
public record Timeouts(
        Duration dns,
        Duration connect,
        Duration requestHead,
        Duration requestContent,
        Duration responseHead,
        Duration clientIdle,
        Duration originIdle,
        Duration stall,
        Duration tunnelIdle,
        Duration linger,
        Duration lingerTotal,
        Duration drain) {

    /** The defaults that {@code clearhop config} prints. */
    public static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    /** A copy with another {@link #dns()}. */
    public Timeouts withDns(Duration value) {
        return new Timeouts(
                value,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #connect()}. */
    public Timeouts withConnect(Duration value) {
        return new Timeouts(
                dns,
                value,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #requestHead()}. */
    public Timeouts withRequestHead(Duration value) {
        return new Timeouts(
                dns,
                connect,
                value,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #requestContent()}. */
    public Timeouts withRequestContent(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                value,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #responseHead()}. */
    public Timeouts withResponseHead(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                value,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #clientIdle()}. */
    public Timeouts withClientIdle(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                value,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #originIdle()}. */
    public Timeouts withOriginIdle(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                value,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #stall()}. */
    public Timeouts withStall(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                value,
                tunnelIdle,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #tunnelIdle()}. */
    public Timeouts withTunnelIdle(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                value,
                linger,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #linger()}. */
    public Timeouts withLinger(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                value,
                lingerTotal,
                drain);
    }

    /** A copy with another {@link #lingerTotal()}. */
    public Timeouts withLingerTotal(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                value,
                drain);
    }

    /** A copy with another {@link #drain()}. */
    public Timeouts withDrain(Duration value) {
        return new Timeouts(
                dns,
                connect,
                requestHead,
                requestContent,
                responseHead,
                clientIdle,
                originIdle,
                stall,
                tunnelIdle,
                linger,
                lingerTotal,
                value);
    }
}
