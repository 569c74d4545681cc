package io.clearhop.lab.testorigin;

/** How a connection goes on after a request, where the request says so. */
public enum Ending {
    /** As the manners have it. */
    USUAL,
    /** The response says {@code Connection: close}, and so it is. */
    CLOSE,
    /** No response: the connection is closed. */
    DROP,
    /** No response: the connection is reset. */
    RESET
}
