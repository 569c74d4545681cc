package io.clearhop.log;

import io.clearhop.observe.ExchangeSummary;

/** How the access log writes an exchange. */
public interface AccessFormat {
    /** Appends one line without its end, of printable ASCII only. */
    void append(ExchangeSummary exchange, LineBuffer line);

    /** Whether a line has something of the request's fields, and not only of the request line. */
    default boolean wantsFields() {
        return false;
    }
}
