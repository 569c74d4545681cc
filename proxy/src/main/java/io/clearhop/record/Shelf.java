package io.clearhop.record;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one kind: those that are alive, and of those that are over the last ones, bounded in number and weight.
 * Guarded by the state's lock.
 */
final class Shelf<E extends Entry<?>> {
    private record Gone(long version, long id) {}

    /** Its weight is that of its end, whatever is still told of it afterwards. */
    private record Over<E>(E entry, int weight) {}

    /** Far more than a picture can show. */
    private static final int MAX_LIVE = 50_000;

    private final int keep;
    private final long maxWeight;
    private final Map<Long, E> all = new LinkedHashMap<>();
    private final Deque<Over<E>> over = new ArrayDeque<>();
    private final Deque<Gone> gone = new ArrayDeque<>();
    private long weight;
    private long liveWeight;
    private long forgottenGone;

    /**
     * Makes one.
     *
     * @param keep how many that are over are kept at most
     * @param maxWeight of those, and of what is alive before it is {@linkplain #isHeavy() too much}
     */
    Shelf(int keep, long maxWeight) {
        this.keep = keep;
        this.maxWeight = maxWeight;
    }

    @Nullable
    E find(long id) {
        return all.get(id);
    }

    void add(E entry, long version) {
        all.put(entry.id(), entry);
        liveWeight += entry.weight();
        if (all.size() - over.size() > MAX_LIVE) {
            // Where events were dropped an end may never be told.
            E eldest = all.values().iterator().next();
            all.remove(eldest.id());
            liveWeight -= eldest.weight();
            forget(eldest.id(), version);
        }
    }

    /** An entry that is alive weighs so much more than before. */
    void grown(int by) {
        liveWeight += by;
    }

    /** Whether what is alive, which cannot be forgotten, should keep no more than it must. */
    boolean isHeavy() {
        return liveWeight > maxWeight;
    }

    Collection<E> all() {
        return all.values();
    }

    /** An entry is over: it may make the oldest ones go. */
    void over(E entry, long version) {
        int own = entry.weight();
        liveWeight -= own;
        over.addLast(new Over<>(entry, own));
        weight += own;
        while (over.size() > keep || weight > maxWeight) {
            Over<E> oldest = over.removeFirst();
            weight -= oldest.weight();
            all.remove(oldest.entry().id());
            forget(oldest.entry().id(), version);
        }
    }

    private void forget(long id, long version) {
        gone.addLast(new Gone(version, id));
        if (gone.size() > 2 * keep + 1) {
            forgottenGone = gone.removeFirst().version();
        }
    }

    /** Whether it is still known which entries have gone since this version. */
    boolean remembers(long version) {
        return version >= forgottenGone;
    }

    List<Long> goneSince(long version) {
        return gone.stream()
                .filter(one -> one.version() > version)
                .map(Gone::id)
                .toList();
    }

    /** Forgets what is over. */
    void clear(long version) {
        for (Over<E> one : over) {
            all.remove(one.entry().id());
        }
        over.clear();
        weight = 0;
        gone.clear();
        forgottenGone = version;
    }
}
