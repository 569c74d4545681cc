package io.clearhop.record;

import java.util.List;

/**
 * What has changed since a version, or everything.
 *
 * @param whole whether it is everything: what is not in it is not there any more
 * @param version to ask from the next time
 * @param now milliseconds since the start of the proxy
 * @param connections changed ones, in the order in which they were opened
 * @param exchanges changed ones, in the order in which they began
 * @param goneConnections numbers of those that were dropped since
 * @param goneExchanges numbers of those that were dropped since
 */
public record Snapshot(
        boolean whole,
        long version,
        double now,
        Counts counts,
        List<ConnectionView> connections,
        List<ExchangeView> exchanges,
        List<Long> goneConnections,
        List<Long> goneExchanges) {
    /**
     * Totals since the start.
     *
     * @param exchanges completed ones, recorded or not
     * @param unwatched completed ones of which only that was recorded
     * @param hung how many have stood still for a while
     */
    public record Counts(long exchanges, long unwatched, long hung) {}

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return !whole
                && connections.isEmpty()
                && exchanges.isEmpty()
                && goneConnections.isEmpty()
                && goneExchanges.isEmpty();
    }
}
