package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/** Many heads are alike, and so is what was decided about them: it is kept once. Guarded by the state's lock. */
final class SharedDecisions {
    private static final int PLACES = 256;

    /** Each has one place, which it takes from another. */
    private final @Nullable KeptDecisions[] last = new KeptDecisions[PLACES];

    /** The same, or what equals it. */
    KeptDecisions shared(KeptDecisions one) {
        int hash = one.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        KeptDecisions known = last[place];
        if (known != null && known.equals(one)) {
            return known;
        }
        last[place] = one;
        return one;
    }
}
