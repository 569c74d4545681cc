package io.clearhop.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection of either hop was closed: one row a reason, with the label for logs and metrics and the sentence for
 * people. Log, metrics, console and documentation take the words from here.
 */
public enum CloseReason {
    CLIENT_CLOSED("client-closed", "the client closed its connection", "RFC 9112 section 9.5"),
    CLIENT_RESET("client-reset", "the client reset its connection", "RFC 9112 section 9.5"),
    CLIENT_ASKED("client-asked", "the client sent Connection: close", "RFC 9112 section 9.6"),
    CLIENT_HTTP10(
            "client-http10",
            "the client speaks HTTP/1.0 and did not ask this proxy to persist",
            "RFC 9112 section 9.3"),
    CLIENT_HTTP10_RULE(
            "client-http10-rule",
            "a proxy does not persist with an HTTP/1.0 client on Connection",
            "RFC 9112 section 9.3"),
    CLIENT_REFUSED("client-refused", "the client may not use this proxy", "RFC 9110 section 15.5.4"),
    CLIENT_IDLE("client-idle", "no further request came within the client idle timeout", "RFC 9112 section 9.5"),
    CLIENT_EXCHANGES("client-exchanges", "the client connection reached its number of exchanges"),
    CLIENT_STALLED(
            "client-stalled",
            "the client neither sent nor took content within the stall timeout",
            "RFC 9112 section 9.5"),
    CLIENT_LIMIT("client-limit", "there were as many client connections as there may be", "RFC 9110 section 15.6.4"),
    REQUEST_TOO_LARGE(
            "request-too-large", "the request's content was larger than the proxy takes", "RFC 9110 section 15.5.14"),
    REQUEST_CONTENT_TIMEOUT(
            "request-content-timeout", "the request's content did not arrive in time", "RFC 9110 section 15.5.9"),
    REQUEST_HEAD_TIMEOUT("request-head-timeout", "the request head did not arrive in time", "RFC 9110 section 15.5.9"),
    MEMORY_SHORT(
            "memory-short",
            "too much waited in memory for this request's head to be waited for",
            "RFC 9110 section 15.6.4"),
    REQUEST_MALFORMED(
            "request-malformed",
            "the request was malformed; what follows it cannot be trusted",
            "RFC 9112 section 2.2"),
    REQUEST_UNFINISHED(
            "request-unfinished", "the response was complete before the request was", "RFC 9112 section 9.3"),
    RESPONSE_ENDS_AT_CLOSE("response-ends-at-close", "only the close can end this response", "RFC 9112 section 6.3"),
    RESPONSE_CUT(
            "response-cut", "the origin's response was cut; the abort shows it to the client", "RFC 9112 section 8"),
    ORIGIN_CLOSED("origin-closed", "the origin closed its connection", "RFC 9112 section 9.5"),
    ORIGIN_RESET("origin-reset", "the origin reset its connection", "RFC 9112 section 9.5"),
    ORIGIN_ASKED("origin-asked", "the origin sent Connection: close", "RFC 9112 section 9.6"),
    ORIGIN_HTTP10(
            "origin-http10",
            "the origin speaks HTTP/1.0 and did not send Connection: keep-alive",
            "RFC 9112 section 9.3"),
    ORIGIN_IDLE(
            "origin-idle", "no exchange used the connection within the origin idle timeout", "RFC 9112 section 9.5"),
    ORIGIN_KEEP_ALIVE(
            "origin-keep-alive",
            "the origin's Keep-Alive: timeout or max was about to strike",
            "RFC 9112 appendix C.2.2"),
    ORIGIN_EXCHANGES("origin-exchanges", "the origin connection reached its number of exchanges"),
    ORIGIN_LIFETIME("origin-lifetime", "the origin connection reached its lifetime"),
    ORIGIN_STALLED("origin-stalled", "the origin neither sent nor took content within the stall timeout"),
    RESPONSE_HEAD_TIMEOUT(
            "response-head-timeout", "the response head did not arrive in time", "RFC 9110 section 15.6.5"),
    RESPONSE_MALFORMED(
            "response-malformed",
            "the response was malformed; what follows it cannot be trusted",
            "RFC 9110 section 15.6.3"),
    PARENT_REFUSED("parent-refused", "the parent proxy refused the configured credentials", "RFC 9110 section 11.7.1"),
    RESPONSE_UNASKED("response-unasked", "the origin sent bytes that no request asked for", "RFC 9112 section 9.2"),
    CLIENT_LEFT("client-left", "the client that alone could use it has left (--reuse never)"),
    DESCRIPTORS_SHORT("descriptors-short", "file descriptors had become few"),
    MADE_ROOM("made-room", "a request that may not take it needed its place for a fresh connection"),
    POOL_FULL("pool-full", "enough idle connections to this origin were kept already"),
    EXCHANGE_ABANDONED(
            "exchange-abandoned", "the client left before the response was complete", "RFC 9112 section 9.6"),
    TUNNEL_ENDED("tunnel-ended", "both directions of the tunnel have ended", "RFC 9110 section 9.3.6"),
    TUNNEL_IDLE("tunnel-idle", "no byte passed within the tunnel idle timeout"),
    RELAY_ENDED("relay-ended", "the origin closed, which is all that the blind relay waits for"),
    CONNECT_FAILED("connect-failed", "the connection could not be made", "RFC 9110 section 15.6.3"),
    DRAINING("draining", "the proxy is stopping", "RFC 9112 section 9.5"),
    INTERNAL_ERROR("internal-error", "the proxy failed; its log says where");

    private final String label;
    private final String sentence;
    private final @Nullable String section;

    CloseReason(String label, String sentence) {
        this(label, sentence, null);
    }

    CloseReason(String label, String sentence, @Nullable String section) {
        this.label = label;
        this.sentence = sentence;
        this.section = section;
    }

    /** The short name for logs and metrics. */
    public String label() {
        return label;
    }

    /** What happened, in words. */
    public String sentence() {
        return sentence;
    }

    /** The clause that it is about, or null where it is the proxy's own affair. */
    public @Nullable String section() {
        return section;
    }

    /** Who closed the client's connection. */
    public Party closerOfClient() {
        return switch (this) {
            case CLIENT_CLOSED, CLIENT_RESET -> Party.CLIENT;
            default -> Party.PROXY;
        };
    }

    /** Who closed the origin's connection; what the client did, or the end of a tunnel, the proxy passes on. */
    public Party closerOfOrigin() {
        return switch (this) {
            case ORIGIN_CLOSED, ORIGIN_RESET, RESPONSE_ENDS_AT_CLOSE, RELAY_ENDED -> Party.ORIGIN;
            default -> Party.PROXY;
        };
    }

    /** Whether it was a peer's reset. */
    public boolean isReset() {
        return this == CLIENT_RESET || this == ORIGIN_RESET;
    }
}
