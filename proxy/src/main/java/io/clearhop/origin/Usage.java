package io.clearhop.origin;

/** What an origin connection has been used for. Event loop. */
final class Usage {
    private int exchanges;
    private long owner;
    private boolean rested;

    /** An exchange of this client connection begins. */
    void begin(long client) {
        if (exchanges++ == 0) {
            owner = client;
        }
    }

    /** It rests in the pool. */
    void rest() {
        rested = true;
    }

    /** How many exchanges were begun on it. */
    int exchanges() {
        return exchanges;
    }

    /** The client connection of its first exchange. */
    long owner() {
        return owner;
    }

    /** Whether it has neither rested nor carried an exchange. */
    boolean isUntouched() {
        return !rested && exchanges == 0;
    }

    /** Whether the origin may have closed it before this exchange began: it has rested, or served another one. */
    boolean isUsed() {
        return rested || exchanges > 1;
    }
}
