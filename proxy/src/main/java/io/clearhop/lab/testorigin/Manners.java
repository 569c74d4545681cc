package io.clearhop.lab.testorigin;

import java.time.Duration;

/**
 * How an origin treats requests.
 *
 * @param persisting whether connections are kept
 * @param idle how long a kept connection may be idle
 * @param delay before the response
 * @param status of the response
 * @param size of the content in bytes; below 0 for a few words
 * @param chunked whether the content is chunked, and its length not told
 * @param lengthError what {@code Content-Length} says too much, or too little
 * @param closeAfter after how many requests a connection is closed; 0 for never
 * @param page how many images the page at {@code /} has; 0 for no page
 * @param ending what a request wishes for its connection
 */
public record Manners(
        Persisting persisting,
        Duration idle,
        Duration delay,
        int status,
        int size,
        boolean chunked,
        int lengthError,
        int closeAfter,
        int page,
        Ending ending) {
    /** A polite origin. */
    public static final Manners DEFAULT =
            new Manners(Persisting.ON, Duration.ofMinutes(1), Duration.ZERO, 200, -1, false, 0, 0, 0, Ending.USUAL);

    Manners withPersisting(Persisting value) {
        return new Manners(value, idle, delay, status, size, chunked, lengthError, closeAfter, page, ending);
    }

    Manners withIdle(Duration value) {
        return new Manners(persisting, value, delay, status, size, chunked, lengthError, closeAfter, page, ending);
    }

    Manners withDelay(Duration value) {
        return new Manners(persisting, idle, value, status, size, chunked, lengthError, closeAfter, page, ending);
    }

    Manners withStatus(int value) {
        return new Manners(persisting, idle, delay, value, size, chunked, lengthError, closeAfter, page, ending);
    }

    Manners withSize(int value) {
        return new Manners(persisting, idle, delay, status, value, chunked, lengthError, closeAfter, page, ending);
    }

    Manners withChunked(boolean value) {
        return new Manners(persisting, idle, delay, status, size, value, lengthError, closeAfter, page, ending);
    }

    Manners withLengthError(int value) {
        return new Manners(persisting, idle, delay, status, size, chunked, value, closeAfter, page, ending);
    }

    Manners withCloseAfter(int value) {
        return new Manners(persisting, idle, delay, status, size, chunked, lengthError, value, page, ending);
    }

    Manners withPage(int value) {
        return new Manners(persisting, idle, delay, status, size, chunked, lengthError, closeAfter, value, ending);
    }

    Manners withEnding(Ending value) {
        return new Manners(persisting, idle, delay, status, size, chunked, lengthError, closeAfter, page, value);
    }
}
