package io.clearhop.lab.link;

/** What all connections share in one direction: a piece leaves when those before it have left. Thread-safe. */
final class Bandwidth {
    /** Who was woken late may catch up so much; else a busy machine would make the link narrower than it is. */
    private static final long LATE = 5_000_000;

    private static final double SECOND = 1e9;

    private final long bytesPerSecond;
    private long free;

    Bandwidth(long bytesPerSecond, long now) {
        this.bytesPerSecond = bytesPerSecond;
        free = now;
    }

    /** Takes the next place in the line; returns when a piece that stands there now has left. */
    synchronized long leaves(int bytes, long now) {
        free = Moments.later(free, now - LATE) + (long) (bytes * SECOND / bytesPerSecond);
        return Moments.later(free, now);
    }
}
