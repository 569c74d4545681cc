package io.clearhop.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Origins that were found before, by the bytes of their authority: most requests go where one before went. Each place is
 * the last comer's. Not thread-safe.
 */
final class KnownOrigins {
    private static final int PLACES = 64;

    private final byte @Nullable [][] authorities = new byte[PLACES][];
    private final RequestTarget.Form[] forms = new RequestTarget.Form[PLACES];
    private final @Nullable Origin[] origins = new Origin[PLACES];

    /** The origin of an authority, or null if it is not known. */
    @Nullable
    Origin find(RequestTarget.Form form, byte[] in, int start, int end) {
        int place = place(in, start, end);
        byte[] known = authorities[place];
        boolean same = known != null && forms[place] == form && Arrays.equals(in, start, end, known, 0, known.length);
        return same ? origins[place] : null;
    }

    /** Remembers one. */
    void keep(RequestTarget.Form form, byte[] in, int start, int end, Origin origin) {
        int place = place(in, start, end);
        authorities[place] = Arrays.copyOfRange(in, start, end);
        forms[place] = form;
        origins[place] = origin;
    }

    private static int place(byte[] in, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + in[i];
        }
        return (hash ^ hash >>> 8) & PLACES - 1;
    }
}
