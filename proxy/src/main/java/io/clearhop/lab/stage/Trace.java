package io.clearhop.lab.stage;

/**
 * What one scripted end of a connection saw.
 *
 * @param nanos {@link System#nanoTime()} when it did
 * @param at who it is
 * @param ends its own port and the peer's
 * @param what happened
 * @param bytes ISO-8859-1, of {@link What#SENT} and {@link What#RECEIVED}; else empty
 */
record Trace(long nanos, Party at, Ends ends, What what, String bytes) {
    /** What can be seen at an end. */
    enum What {
        CONNECTED,
        ACCEPTED,
        SENT,
        RECEIVED,
        FIN_SENT,
        FIN_RECEIVED,
        RST_SENT,
        RST_RECEIVED;

        /** Whether the bytes, or the end, came from the peer. */
        boolean isFromPeer() {
            return this == ACCEPTED || this == RECEIVED || this == FIN_RECEIVED || this == RST_RECEIVED;
        }

        Step.Arrow.Kind kind() {
            return switch (this) {
                case CONNECTED, ACCEPTED -> Step.Arrow.Kind.CONNECT;
                case SENT, RECEIVED -> Step.Arrow.Kind.DATA;
                case FIN_SENT, FIN_RECEIVED -> Step.Arrow.Kind.FIN;
                case RST_SENT, RST_RECEIVED -> Step.Arrow.Kind.RST;
            };
        }
    }

    /** Whether the end that made the connection could tell of it as well. */
    boolean isOfSender() {
        return what == What.ACCEPTED || what == What.RECEIVED;
    }

    /**
     * A connection of the loopback interface as one end sees it; its two ports tell it from all others.
     *
     * @param own this end's port
     * @param peer the other end's port
     */
    record Ends(int own, int peer) {
        Ends reversed() {
            return new Ends(peer, own);
        }

        /** The same for both ends. */
        Ends connection() {
            return own < peer ? this : reversed();
        }
    }
}
