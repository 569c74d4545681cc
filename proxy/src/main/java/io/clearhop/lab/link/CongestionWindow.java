package io.clearhop.lab.link;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much a sender may have under way: every byte that is acknowledged makes room for itself and for one more (RFC 5681
 * section 3.1). Nothing is ever lost on a simulated link, so that the window only grows. For the sender's thread.
 */
final class CongestionWindow {
    private record Flight(long acknowledged, int bytes) {}

    private final long roundTrip;
    private final Deque<Flight> underWay = new ArrayDeque<>();
    private long window;
    private long unacknowledged;

    CongestionWindow(long firstWindow, long roundTrip) {
        window = firstWindow;
        this.roundTrip = roundTrip;
    }

    /** When there is room for so many bytes, of which the window holds more than once; now, or later. */
    long admits(int bytes, long now) {
        long at = now;
        acknowledge(at);
        while (unacknowledged + bytes > window && !underWay.isEmpty()) {
            at = underWay.element().acknowledged;
            acknowledge(at);
        }
        return at;
    }

    /** So many bytes leave then. */
    void sent(int bytes, long at) {
        underWay.add(new Flight(at + roundTrip, bytes));
        unacknowledged += bytes;
    }

    private void acknowledge(long now) {
        while (!underWay.isEmpty() && underWay.element().acknowledged - now <= 0) {
            int bytes = underWay.remove().bytes;
            unacknowledged -= bytes;
            window = window > Long.MAX_VALUE - bytes ? window : window + bytes;
        }
    }
}
