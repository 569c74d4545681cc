package io.clearhop.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Origins that were found before, by the bytes of their authority: most requests go where one before went. Each place is
 * the last comer's. Not thread-safe.
 */
final class KnownOrigins {
    private static final int PLACES = 64;

    private record Known(RequestTarget.Form form, byte[] authority, Origin origin) {
        boolean is(RequestTarget.Form other, byte[] in, int start, int end) {
            return form == other && Arrays.equals(in, start, end, authority, 0, authority.length);
        }
    }

    private final @Nullable Known[] places = new Known[PLACES];

    /** The origin of an authority, or null if it is not known. */
    @Nullable
    Origin find(RequestTarget.Form form, byte[] in, int start, int end) {
        Known known = places[place(in, start, end)];
        return known != null && known.is(form, in, start, end) ? known.origin() : null;
    }

    /** Remembers one. */
    void keep(RequestTarget.Form form, byte[] in, int start, int end, Origin origin) {
        places[place(in, start, end)] = new Known(form, Arrays.copyOfRange(in, start, end), origin);
    }

    private static int place(byte[] in, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + in[i];
        }
        return (hash ^ hash >>> 8) & PLACES - 1;
    }
}
