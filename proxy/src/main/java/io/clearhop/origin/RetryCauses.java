package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.clearhop.http.RetryCause;
import org.jspecify.annotations.Nullable;

/** What kind of failure it is when a connection dies before the first byte of a response. */
final class RetryCauses {
    private RetryCauses() {}

    /** One that was used before may have been closed before the request came. */
    static RetryCause ifItDies(OriginConnection connection) {
        return connection.usage().isUsed() ? RetryCause.STALE : RetryCause.EMPTY_RESPONSE;
    }

    /** Null where repeating is out of the question. */
    static @Nullable RetryCause of(ProxyError error, OriginConnection dead) {
        return switch (error) {
            case ORIGIN_CLOSED -> ifItDies(dead);
            case RESPONSE_TIMEOUT -> RetryCause.RESPONSE_TIMEOUT;
            default -> null;
        };
    }
}
