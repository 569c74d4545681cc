package io.clearhop.lab;

/** What came from the peer, or why nothing came. */
public enum Arrival {
    /** Bytes are there to be read. */
    BYTES("sent bytes"),
    /** The peer ended its direction of the connection in an orderly way. */
    FIN("closed the connection (FIN)"),
    /** The peer aborted the connection, or the network did. */
    RESET("reset the connection (RST)"),
    /** The peer sent nothing at all, not even acknowledgements, until this system gave the connection up. */
    VANISHED("does not exist any more, for all that this system can tell (ETIMEDOUT)"),
    /** The time was over before anything arrived. */
    NOTHING("sent nothing more in time"),
    /** This side closed the connection while it was being used. */
    CLOSED_HERE("could not go on, the connection was closed on this side");

    private final String phrase;

    Arrival(String phrase) {
        this.phrase = phrase;
    }

    /** Returns a predicate about the peer for error messages: "the peer {@code phrase}". */
    String phrase() {
        return phrase;
    }
}
