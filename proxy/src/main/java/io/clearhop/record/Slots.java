package io.clearhop.record;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which places the live connections to each origin have. */
final class Slots {
    private final Map<String, BitSet> taken = new HashMap<>();

    /** The smallest free one. */
    int take(String origin) {
        BitSet slots = taken.computeIfAbsent(origin, key -> new BitSet());
        int slot = slots.nextClearBit(0);
        slots.set(slot);
        return slot;
    }

    void free(String origin, int slot) {
        BitSet slots = taken.get(origin);
        if (slots != null) {
            slots.clear(slot);
            if (slots.isEmpty()) {
                taken.remove(origin);
            }
        }
    }
}
