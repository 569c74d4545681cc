package io.clearhop.log;

import io.clearhop.observe.ExchangeSummary;

/** What Squid would call what became of an exchange: a proxy without a cache knows few of its words. */
enum SquidTag {
    /** The origin was asked, for there is no cache. */
    MISS("TCP_MISS"),
    /** The same, and the client did not get all of it. */
    MISS_ABORTED("TCP_MISS_ABORTED"),
    /** Bytes were passed that were not looked at. */
    TUNNEL("TCP_TUNNEL"),
    /** The client may not do that, or has not said who it is. */
    DENIED("TCP_DENIED"),
    /** The proxy itself answered. */
    NONE("TAG_NONE");

    private static final int FORBIDDEN = 403;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final String text;

    SquidTag(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static SquidTag of(ExchangeSummary exchange) {
        return switch (exchange.outcome()) {
            case FORWARDED -> MISS;
            case CUT, ABANDONED -> MISS_ABORTED;
            case TUNNELLED, RELAYED -> TUNNEL;
            case ANSWERED -> NONE;
            case FAILED -> failed(exchange);
        };
    }

    private static SquidTag failed(ExchangeSummary exchange) {
        int status = exchange.status();
        if (status == FORBIDDEN || status == PROXY_AUTHENTICATION_REQUIRED) {
            return DENIED;
        }
        return exchange.nextHop() == null ? NONE : MISS;
    }
}
