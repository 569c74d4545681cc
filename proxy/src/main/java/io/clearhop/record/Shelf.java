package io.clearhop.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one kind: those that are alive, and of those that are over the last ones, bounded in number and weight.
 * Guarded by the state's lock.
 */
final class Shelf<E extends Entry<?, E>> {
    /** Far more than a picture can show. */
    private static final int MAX_LIVE = 50_000;

    private final int mostAlive;
    private final int keep;
    private final long maxWeight;
    private final EntryTable<E> all = new EntryTable<>();
    private final Deque<E> over = new ArrayDeque<>();
    private final Departures gone;
    private long weight;
    private long liveWeight;

    /**
     * Makes one.
     *
     * @param keep how many that are over are kept at most
     * @param maxWeight of those, and of what is alive before it is {@linkplain #isHeavy() too much}
     */
    Shelf(int keep, long maxWeight) {
        this(keep, maxWeight, MAX_LIVE);
    }

    Shelf(int keep, long maxWeight, int mostAlive) {
        this.mostAlive = mostAlive;
        this.keep = keep;
        this.maxWeight = maxWeight;
        gone = new Departures(2 * keep + 1);
    }

    @Nullable
    E find(long id) {
        return all.find(id);
    }

    void add(E entry, long version) {
        all.add(entry);
        liveWeight += entry.weight();
        if (all.size() - over.size() > mostAlive) {
            // Where events were dropped an end may never be told.
            E eldest = eldestAlive();
            liveWeight -= eldest.weight();
            forget(eldest, version);
        }
    }

    /** Behind those that are over, of which only so many are kept. */
    private E eldestAlive() {
        E entry = all.first();
        while (entry != null && entry.isOver) {
            entry = entry.after;
        }
        if (entry == null) {
            throw new IllegalStateException("nothing is alive");
        }
        return entry;
    }

    /** An entry that is alive weighs so much more than before. */
    void grown(int by) {
        liveWeight += by;
    }

    /** Whether what is alive, which cannot be forgotten, should keep no more than it must. */
    boolean isHeavy() {
        return liveWeight > maxWeight;
    }

    /** Shows all, in the order in which they came. */
    void forEach(Consumer<E> look) {
        for (E entry = all.first(); entry != null; entry = entry.after) {
            look.accept(entry);
        }
    }

    /** An entry is over: it may make the oldest ones go. */
    void over(E entry, long version) {
        entry.isOver = true;
        entry.endWeight = entry.weight();
        liveWeight -= entry.endWeight;
        over.addLast(entry);
        weight += entry.endWeight;
        while (over.size() > keep || weight > maxWeight) {
            E oldest = over.removeFirst();
            weight -= oldest.endWeight;
            forget(oldest, version);
        }
    }

    private void forget(E entry, long version) {
        all.remove(entry.id());
        gone.add(version, entry.id());
    }

    /** Whether it is still known which entries have gone since this version. */
    boolean remembers(long version) {
        return gone.remembers(version);
    }

    List<Long> goneSince(long version) {
        return gone.since(version);
    }

    /** Forgets what is over. */
    void clear(long version) {
        for (E one : over) {
            all.remove(one.id());
        }
        over.clear();
        weight = 0;
        gone.clear(version);
    }
}
