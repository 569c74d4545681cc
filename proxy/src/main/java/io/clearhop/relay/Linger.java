package io.clearhop.relay;

/**
 * How long a closing connection waits for its client, see {@link LingeringClose}. Milliseconds.
 *
 * @param flush without progress while the last response leaves
 * @param idle for the client's next byte, or its close, after the proxy's half-close; 0: do not wait
 * @param total after the half-close, whatever the client still sends
 */
public record Linger(long flush, long idle, long total) {
    private static final long HURRIED = 1000;

    /** For clients that are sent away because the proxy stops. */
    public Linger hurried() {
        return new Linger(flush, Math.min(idle, HURRIED), Math.min(total, HURRIED));
    }
}
