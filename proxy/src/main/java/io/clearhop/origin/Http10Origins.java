package io.clearhop.origin;

import io.clearhop.http.Origin;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The origins whose last response was HTTP/1.0: they do not understand chunked requests (RFC 9112 section 6.1). Of one
 * event loop, and bounded: the oldest are forgotten.
 */
final class Http10Origins {
    private static final int MAX = 1000;

    private final Set<Origin> origins = new LinkedHashSet<>();

    /** Takes note of a response. */
    void answered(Origin origin, boolean http10) {
        if (http10) {
            origins.add(origin);
            forgetOldest();
        } else if (!origins.isEmpty()) {
            origins.remove(origin);
        }
    }

    boolean contains(Origin origin) {
        return !origins.isEmpty() && origins.contains(origin);
    }

    private void forgetOldest() {
        if (origins.size() > MAX) {
            Iterator<Origin> oldest = origins.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
