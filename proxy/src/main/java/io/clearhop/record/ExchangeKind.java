package io.clearhop.record;

import java.util.Locale;

/** What an exchange is. */
public enum ExchangeKind {
    /** A request and its response. */
    EXCHANGE,
    /** CONNECT. */
    TUNNEL,
    /** A tunnel after 101. */
    UPGRADE,
    /** The dumb proxy's: one request, and bytes until the origin closes. */
    RELAY;

    /** The name in data. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
