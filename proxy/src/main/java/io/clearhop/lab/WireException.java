package io.clearhop.lab;

import org.jspecify.annotations.Nullable;

/** The peer did not do what the script expected of it; the message says what it did instead and what had arrived. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Arrival arrival;

    WireException(Arrival arrival, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.arrival = arrival;
    }

    WireException(Arrival arrival, String message) {
        this(arrival, message, null);
    }

    /** Returns what happened instead; {@link Arrival#BYTES} means that bytes came, but not the expected ones. */
    public Arrival arrival() {
        return arrival;
    }

    /** Returns whether the peer left, in an orderly way or not. */
    public boolean peerLeft() {
        return arrival == Arrival.FIN || arrival == Arrival.RESET;
    }
}
