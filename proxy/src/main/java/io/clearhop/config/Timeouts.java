package io.clearhop.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long the proxy waits for what. A timeout may strike up to a tenth of a second late. Immutable. */
public final class Timeouts {
    private enum Wait {
        DNS(Duration.ofSeconds(5)),
        CONNECT(Duration.ofSeconds(10)),
        REQUEST_HEAD(Duration.ofSeconds(30)),
        REQUEST_CONTENT(Duration.ofMinutes(1)),
        RESPONSE_HEAD(Duration.ofMinutes(2)),
        CLIENT_IDLE(Duration.ofMinutes(1)),
        ORIGIN_IDLE(Duration.ofSeconds(30)),
        STALL(Duration.ofMinutes(5)),
        TUNNEL_IDLE(Duration.ofMinutes(10)),
        LINGER(Duration.ofSeconds(5)),
        LINGER_TOTAL(Duration.ofSeconds(30)),
        DRAIN_NOTICE(Duration.ZERO),
        DRAIN(Duration.ofSeconds(10));

        private final Duration initial;

        Wait(Duration initial) {
            this.initial = initial;
        }
    }

    /** The defaults that {@code clearhop config} prints. */
    public static final Timeouts DEFAULTS = new Timeouts(Map.of());

    private final Map<Wait, Duration> changed;

    private Timeouts(Map<Wait, Duration> changed) {
        this.changed = changed;
    }

    private Duration get(Wait wait) {
        return changed.getOrDefault(wait, wait.initial);
    }

    private Timeouts with(Wait wait, Duration value) {
        Map<Wait, Duration> copy = new EnumMap<>(Wait.class);
        copy.putAll(changed);
        if (value.equals(wait.initial)) {
            copy.remove(wait);
        } else {
            copy.put(wait, value);
        }
        return new Timeouts(copy);
    }

    /** For an answer of the name servers. */
    public Duration dns() {
        return get(Wait.DNS);
    }

    /** A copy with another {@link #dns()}. */
    public Timeouts withDns(Duration value) {
        return with(Wait.DNS, value);
    }

    /** For a connection to an origin, all its addresses together, or for a free place in the pool. */
    public Duration connect() {
        return get(Wait.CONNECT);
    }

    /** A copy with another {@link #connect()}. */
    public Timeouts withConnect(Duration value) {
        return with(Wait.CONNECT, value);
    }

    /** From the first byte of a request to the end of its head, else 408. */
    public Duration requestHead() {
        return get(Wait.REQUEST_HEAD);
    }

    /** A copy with another {@link #requestHead()}. */
    public Timeouts withRequestHead(Duration value) {
        return with(Wait.REQUEST_HEAD, value);
    }

    /** For the client's next byte while a request's content arrives, else 408. */
    public Duration requestContent() {
        return get(Wait.REQUEST_CONTENT);
    }

    /** A copy with another {@link #requestContent()}. */
    public Timeouts withRequestContent(Duration value) {
        return with(Wait.REQUEST_CONTENT, value);
    }

    /** From the end of the request to the response's head, else 504. */
    public Duration responseHead() {
        return get(Wait.RESPONSE_HEAD);
    }

    /** A copy with another {@link #responseHead()}. */
    public Timeouts withResponseHead(Duration value) {
        return with(Wait.RESPONSE_HEAD, value);
    }

    /** Between two requests on a client connection. */
    public Duration clientIdle() {
        return get(Wait.CLIENT_IDLE);
    }

    /** A copy with another {@link #clientIdle()}. */
    public Timeouts withClientIdle(Duration value) {
        return with(Wait.CLIENT_IDLE, value);
    }

    /** Of a pooled origin connection. */
    public Duration originIdle() {
        return get(Wait.ORIGIN_IDLE);
    }

    /** A copy with another {@link #originIdle()}. */
    public Timeouts withOriginIdle(Duration value) {
        return with(Wait.ORIGIN_IDLE, value);
    }

    /** Without progress while content is transferred, either direction. */
    public Duration stall() {
        return get(Wait.STALL);
    }

    /** A copy with another {@link #stall()}. */
    public Timeouts withStall(Duration value) {
        return with(Wait.STALL, value);
    }

    /** Without a byte in either direction of a tunnel or a blind relay. */
    public Duration tunnelIdle() {
        return get(Wait.TUNNEL_IDLE);
    }

    /** A copy with another {@link #tunnelIdle()}. */
    public Timeouts withTunnelIdle(Duration value) {
        return with(Wait.TUNNEL_IDLE, value);
    }

    /** For the client's next byte or its close after the proxy's half-close (RFC 9112 section 9.6). */
    public Duration linger() {
        return get(Wait.LINGER);
    }

    /** A copy with another {@link #linger()}. */
    public Timeouts withLinger(Duration value) {
        return with(Wait.LINGER, value);
    }

    /** After the half-close, whatever the client still sends. */
    public Duration lingerTotal() {
        return get(Wait.LINGER_TOTAL);
    }

    /** A copy with another {@link #lingerTotal()}. */
    public Timeouts withLingerTotal(Duration value) {
        return with(Wait.LINGER_TOTAL, value);
    }

    /** For balancers and clients to turn to others before the proxy stops to listen. */
    public Duration drainNotice() {
        return get(Wait.DRAIN_NOTICE);
    }

    /** A copy with another {@link #drainNotice()}. */
    public Timeouts withDrainNotice(Duration value) {
        return with(Wait.DRAIN_NOTICE, value);
    }

    /** For exchanges in progress when the proxy stops. */
    public Duration drain() {
        return get(Wait.DRAIN);
    }

    /** A copy with another {@link #drain()}. */
    public Timeouts withDrain(Duration value) {
        return with(Wait.DRAIN, value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeouts timeouts && timeouts.changed.equals(changed);
    }

    @Override
    public int hashCode() {
        return changed.hashCode();
    }

    /** What differs from the defaults. */
    @Override
    public String toString() {
        return "Timeouts" + changed;
    }
}
