package io.clearhop.lab.link;

import java.time.Duration;

/**
 * What a simulated link is like, in either direction.
 *
 * @param oneWay how long a byte is under way
 * @param bytesPerSecond what all connections together can send
 * @param firstWindow how many bytes a sender on a new connection may have under way; each that is acknowledged, a round
 *     trip later, lets it send one more: slow start (RFC 5681 section 3.1)
 */
public record Link(Duration oneWay, long bytesPerSecond, long firstWindow) {
    /** The bytes of a segment on an Ethernet. */
    public static final int SEGMENT = 1460;

    private static final long UNBOUNDED = Long.MAX_VALUE;
    private static final int FIRST_SEGMENTS = 10;

    /** A link with a round-trip time and nothing else. */
    public static Link of(Duration roundTrip) {
        return new Link(roundTrip.dividedBy(2), UNBOUNDED, UNBOUNDED);
    }

    /** The same with a bandwidth. */
    public Link carrying(long bytesInASecond) {
        return new Link(oneWay, bytesInASecond, firstWindow);
    }

    /** The same with senders that begin slowly, with the initial window of RFC 6928. */
    public Link startingSlowly() {
        return new Link(oneWay, bytesPerSecond, (long) FIRST_SEGMENTS * SEGMENT);
    }

    /** The time there and back. */
    public Duration roundTrip() {
        return oneWay.multipliedBy(2);
    }

    /** Whether its bandwidth matters. */
    public boolean isNarrow() {
        return bytesPerSecond != UNBOUNDED;
    }
}
