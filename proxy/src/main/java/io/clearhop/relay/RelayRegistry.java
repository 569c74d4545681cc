package io.clearhop.relay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** The blind relays of one event loop. Confined to the loop. */
public final class RelayRegistry {
    private final Set<BlindRelay> relays = new LinkedHashSet<>();

    void opened(BlindRelay relay) {
        relays.add(relay);
    }

    void closed(BlindRelay relay) {
        relays.remove(relay);
    }

    /** How many connections are open. */
    public int size() {
        return relays.size();
    }

    /** Lets those go that have not begun. */
    public void drain() {
        for (BlindRelay relay : new ArrayList<>(relays)) {
            relay.drain();
        }
    }

    /** Closes what is left. */
    public void closeAll() {
        for (BlindRelay relay : new ArrayList<>(relays)) {
            relay.stop();
        }
    }
}
