package io.clearhop.lab.picture;

import java.time.Duration;

/**
 * How an object of a page was loaded; times are counted from the beginning of the page.
 *
 * @param object its path
 * @param connection the connection that carried it, counted from 1 in the order in which they were made
 * @param begun when the client turned to it
 * @param connected when its connection was there; the same as {@code begun} if it was there before
 * @param answered when the first byte of the answer came
 * @param ended when the last byte did
 */
public record Bar(
        String object, int connection, Duration begun, Duration connected, Duration answered, Duration ended) {
    /** How long the handshake took that was made for it. */
    public Duration handshake() {
        return connected.minus(begun);
    }
}
