package io.clearhop.config;

/** How a listener treats the connections it accepts; fixed for a connection when it is accepted. */
public enum ListenMode {
    /** A correct forward proxy: each hop has its own persistent connections (RFC 9112 section 9.3). */
    SMART,
    /** The blind relay of HTTP: The Definitive Guide, figures 4-15 and 4-17. */
    DUMB
}
