package io.clearhop.access;

import io.clearhop.access.Attempt.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The checks of passwords that are under way, the answers that are held back included. The same credentials are checked
 * once, however many requests bring them; a client can have but a few checks at a time. Of one event loop.
 */
final class Checks {
    static final int PER_CLIENT = 8;

    private record Check(Object client, List<Consumer<Verdict>> waiting) {}

    private final Map<ByteBuffer, Check> underWay = new HashMap<>();
    private final Map<Object, Integer> ofClient = new HashMap<>();

    /** Waits for a check of the same credentials, if there is one. */
    boolean join(ByteBuffer digest, Consumer<Verdict> then) {
        Check check = underWay.get(digest);
        if (check == null) {
            return false;
        }
        check.waiting.add(then);
        return true;
    }

    /** Begins a check, unless the client has enough of them. */
    boolean begin(ByteBuffer digest, Object client, Consumer<Verdict> then) {
        if (ofClient.getOrDefault(client, 0) >= PER_CLIENT) {
            return false;
        }
        ofClient.merge(client, 1, Integer::sum);
        underWay.put(digest, new Check(client, new ArrayList<>(List.of(then))));
        return true;
    }

    /** Ends a check, and tells all that wait for it. */
    void end(ByteBuffer digest, Verdict verdict) {
        Check check = underWay.remove(digest);
        if (check != null) {
            ofClient.computeIfPresent(check.client, (client, count) -> count == 1 ? null : count - 1);
            check.waiting.forEach(each -> each.accept(verdict));
        }
    }
}
