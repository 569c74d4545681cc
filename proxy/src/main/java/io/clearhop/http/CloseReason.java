package io.clearhop.http;

/**
 * Why a connection of either hop was closed: one row a reason, with the label for logs and metrics and the sentence for
 * people. Log, metrics, console and documentation take the words from here.
 */
public enum CloseReason {
    CLIENT_CLOSED("client-closed", "the client closed its connection"),
    CLIENT_RESET("client-reset", "the client reset its connection"),
    CLIENT_ASKED("client-asked", "the client sent Connection: close (RFC 9112 section 9.6)"),
    CLIENT_HTTP10("client-http10", "the client speaks HTTP/1.0 and did not ask this proxy to persist"),
    CLIENT_HTTP10_RULE(
            "client-http10-rule",
            "a proxy does not persist with an HTTP/1.0 client on Connection (RFC 9112 section 9.3)"),
    CLIENT_REFUSED("client-refused", "the client may not use this proxy"),
    CLIENT_IDLE("client-idle", "no further request came within the client idle timeout"),
    CLIENT_EXCHANGES("client-exchanges", "the client connection reached its number of exchanges"),
    CLIENT_STALLED("client-stalled", "the client neither sent nor took content within the stall timeout"),
    CLIENT_LIMIT("client-limit", "there were as many client connections as there may be"),
    REQUEST_TOO_LARGE("request-too-large", "the request's content was larger than the proxy takes"),
    REQUEST_CONTENT_TIMEOUT("request-content-timeout", "the request's content did not arrive in time"),
    REQUEST_HEAD_TIMEOUT("request-head-timeout", "the request head did not arrive in time"),
    MEMORY_SHORT("memory-short", "too much waited in memory for this request's head to be waited for"),
    REQUEST_MALFORMED("request-malformed", "the request was malformed; what follows it cannot be trusted"),
    REQUEST_UNFINISHED("request-unfinished", "the response was complete before the request was"),
    RESPONSE_ENDS_AT_CLOSE("response-ends-at-close", "only the close can end this response (RFC 9112 section 6.3)"),
    RESPONSE_CUT("response-cut", "the origin's response was cut; the abort shows it to the client"),
    ORIGIN_CLOSED("origin-closed", "the origin closed its connection"),
    ORIGIN_RESET("origin-reset", "the origin reset its connection"),
    ORIGIN_ASKED("origin-asked", "the origin sent Connection: close (RFC 9112 section 9.6)"),
    ORIGIN_HTTP10("origin-http10", "the origin speaks HTTP/1.0 and did not send Connection: keep-alive"),
    ORIGIN_IDLE("origin-idle", "no exchange used the connection within the origin idle timeout"),
    ORIGIN_KEEP_ALIVE("origin-keep-alive", "the origin's Keep-Alive: timeout or max was about to strike"),
    ORIGIN_EXCHANGES("origin-exchanges", "the origin connection reached its number of exchanges"),
    ORIGIN_LIFETIME("origin-lifetime", "the origin connection reached its lifetime"),
    ORIGIN_STALLED("origin-stalled", "the origin neither sent nor took content within the stall timeout"),
    RESPONSE_HEAD_TIMEOUT("response-head-timeout", "the response head did not arrive in time"),
    RESPONSE_MALFORMED("response-malformed", "the response was malformed; what follows it cannot be trusted"),
    PARENT_REFUSED("parent-refused", "the parent proxy refused the configured credentials"),
    RESPONSE_UNASKED("response-unasked", "the origin sent bytes that no request asked for"),
    CLIENT_LEFT("client-left", "the client that alone could use it has left (--reuse never)"),
    DESCRIPTORS_SHORT("descriptors-short", "file descriptors had become few"),
    MADE_ROOM("made-room", "a request that may not take it needed its place for a fresh connection"),
    POOL_FULL("pool-full", "enough idle connections to this origin were kept already"),
    EXCHANGE_ABANDONED("exchange-abandoned", "the client left before the response was complete"),
    TUNNEL_ENDED("tunnel-ended", "both directions of the tunnel have ended"),
    TUNNEL_IDLE("tunnel-idle", "no byte passed within the tunnel idle timeout"),
    RELAY_ENDED("relay-ended", "the origin closed, which is all that the blind relay waits for"),
    CONNECT_FAILED("connect-failed", "the connection could not be made"),
    DRAINING("draining", "the proxy is stopping"),
    INTERNAL_ERROR("internal-error", "the proxy failed; its log says where");

    private final String label;
    private final String sentence;

    CloseReason(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** The short name for logs and metrics. */
    public String label() {
        return label;
    }

    /** What happened, in words. */
    public String sentence() {
        return sentence;
    }
}
