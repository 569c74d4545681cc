package io.clearhop.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections and exchanges of a proxy that are alive, and the last of those that are over. Written by the {@link
 * Recorder}; read by any thread. Every change has a number, so that a reader asks for what has changed since the last
 * one that it knows.
 */
public final class LiveState {
    /** What the heads of exchanges that are over may keep in memory. */
    private static final long MAX_WEIGHT =
            Math.max(4 << 20, Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16));

    private final Clock clock;
    private final Limits limits;
    private final Secrets secrets;
    private final Versions versions = new Versions();
    private final Shelf<ConnectionEntry> connections;
    private final Shelf<ExchangeEntry> exchanges;
    private final ConnectionFold connectionFold;
    private final ExchangeFold exchangeFold;
    private long cleared;

    /**
     * Makes an empty one.
     *
     * @param keptConnections how many closed connections are kept
     * @param keptExchanges how many exchanges that are over are kept
     */
    public LiveState(Limits limits, Secrets secrets, int keptConnections, int keptExchanges) {
        this.limits = limits;
        this.secrets = secrets;
        clock = Clock.startingNow();
        connections = new Shelf<>(keptConnections, Long.MAX_VALUE);
        exchanges = new Shelf<>(keptExchanges, MAX_WEIGHT);
        connectionFold = new ConnectionFold(connections, versions, limits, clock);
        exchangeFold = new ExchangeFold(exchanges, versions, clock, secrets, new Hangs(limits, clock, connections));
    }

    /** The clock of all its times. */
    public Clock clock() {
        return clock;
    }

    /** The settings that it knows. */
    public Limits limits() {
        return limits;
    }

    /** Whether secrets are masked in all that it gives away. */
    public boolean secretsMasked() {
        return secrets.areMasked();
    }

    /** The number of the last change. */
    public synchronized long version() {
        return versions.last();
    }

    /**
     * What has changed since a version.
     *
     * @param since 0 for everything; a version that is too old to know what has gone since gives everything as well
     */
    public synchronized Snapshot snapshot(long since) {
        boolean whole = since <= cleared
                || since > versions.last()
                || !connections.remembers(since)
                || !exchanges.remembers(since);
        long from = whole ? 0 : since;
        return new Snapshot(
                whole,
                versions.last(),
                clock.now(),
                exchangeFold.counts(),
                changed(connections, from),
                changed(exchanges, from),
                whole ? List.of() : connections.goneSince(since),
                whole ? List.of() : exchanges.goneSince(since));
    }

    private static <V, E extends Entry<V, E>> List<V> changed(Shelf<E> shelf, long since) {
        List<V> found = new ArrayList<>();
        shelf.forEach(entry -> {
            if (entry.version() > since) {
                found.add(entry.view());
            }
        });
        return found;
    }

    /** A connection, or null if it is not known, or not any more. */
    public synchronized @Nullable ConnectionView connection(long id) {
        ConnectionEntry entry = connections.find(id);
        return entry == null ? null : entry.view();
    }

    /** All about an exchange, or null if it is not known, or not any more. */
    public synchronized @Nullable ExchangeDetail exchange(long id) {
        ExchangeEntry entry = exchanges.find(id);
        return entry == null ? null : entry.detailed();
    }

    /** Forgets all that is over. */
    public synchronized void clear() {
        cleared = versions.next();
        connections.clear(cleared);
        exchanges.clear(cleared);
    }

    ConnectionFold connections() {
        return connectionFold;
    }

    ExchangeFold exchanges() {
        return exchangeFold;
    }

    /** Whether the client's connection came to a dumb listener. */
    boolean isDumb(long client) {
        ConnectionEntry entry = connections.find(client);
        return entry != null && entry.dumb;
    }

    /** Whether an exchange that is known belongs to a dumb listener. */
    boolean isOfDumb(long exchange) {
        ExchangeEntry entry = exchanges.find(exchange);
        return entry != null && entry.dumb;
    }
}
