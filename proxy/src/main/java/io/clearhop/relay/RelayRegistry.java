package io.clearhop.relay;

import io.clearhop.http.CloseReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** The clients of one event loop that are relayed blindly or turned away. Confined to the loop. */
public final class RelayRegistry {
    private final Set<BlindClient> clients = new LinkedHashSet<>();
    private boolean draining;

    void opened(BlindClient client) {
        clients.add(client);
    }

    void closed(BlindClient client) {
        clients.remove(client);
    }

    boolean isDraining() {
        return draining;
    }

    /** How many connections are open. */
    public int size() {
        return clients.size();
    }

    /** Lets those go that have not begun. */
    public void drain() {
        draining = true;
        for (BlindClient client : new ArrayList<>(clients)) {
            client.drain();
        }
    }

    /** Closes what is left. */
    public void closeAll() {
        for (BlindClient client : new ArrayList<>(clients)) {
            client.abort(CloseReason.DRAINING);
        }
    }
}
