package io.clearhop.origin;

import io.clearhop.http.Origin;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The origins that answer in HTTP/1.0: they do not understand chunked requests (RFC 9112 section 6.1). Of one event loop;
 * bounded in number and in time, so that an origin that has changed is found out.
 */
final class Http10Origins {
    static final long REMEMBERED_MILLIS = 300_000;
    private static final int MAX = 1000;

    private final Map<Origin, Long> since = new LinkedHashMap<>();

    /** A response was HTTP/1.0. An error may be that of a gateway and says nothing of the origin. */
    void answeredIn10(Origin origin, int status, long nowMillis) {
        if (status < 400) {
            since.remove(origin);
            since.put(origin, nowMillis);
            forgetOldest();
        }
    }

    /** A response was HTTP/1.1. */
    void answeredIn11(Origin origin) {
        if (!since.isEmpty()) {
            since.remove(origin);
        }
    }

    boolean contains(Origin origin, long nowMillis) {
        Long last = since.isEmpty() ? null : since.get(origin);
        return last != null && nowMillis - last < REMEMBERED_MILLIS;
    }

    private void forgetOldest() {
        if (since.size() > MAX) {
            Iterator<Long> oldest = since.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
