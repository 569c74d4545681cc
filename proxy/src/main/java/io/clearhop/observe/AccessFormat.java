package io.clearhop.observe;

/** How the access log writes an exchange. */
public interface AccessFormat {
    /** Appends one line without its end. */
    void append(ExchangeSummary exchange, StringBuilder line);
}
