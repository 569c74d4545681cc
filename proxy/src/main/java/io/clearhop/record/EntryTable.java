package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/**
 * Entries by their numbers, and in the order in which they came. Its links are fields of the entries: thousands are kept,
 * and whatever lives for long the collector has to copy; and under load most numbers that are looked up are not here.
 * Guarded by the state's lock.
 */
final class EntryTable<E extends Entry<?, E>> {
    private static final int SMALLEST = 64;

    private @Nullable E[] chains = chains(SMALLEST);
    private int size;
    private @Nullable E first;
    private @Nullable E last;

    @SuppressWarnings("unchecked")
    private static <E extends Entry<?, E>> @Nullable E[] chains(int length) {
        return (E[]) new Entry<?, ?>[length];
    }

    int size() {
        return size;
    }

    /** The one that came first; what came next is {@link Entry#after}. */
    @Nullable
    E first() {
        return first;
    }

    @Nullable
    E find(long id) {
        E entry = chains[place(id)];
        while (entry != null && entry.id() != id) {
            entry = entry.chained;
        }
        return entry;
    }

    /** Adds one, in place of another one of the same number. */
    void add(E entry) {
        remove(entry.id());
        if (size == chains.length) {
            grow();
        }
        chain(entry);
        entry.before = last;
        if (last == null) {
            first = entry;
        } else {
            last.after = entry;
        }
        last = entry;
        size++;
    }

    void remove(long id) {
        int place = place(id);
        E previous = null;
        E entry = chains[place];
        while (entry != null && entry.id() != id) {
            previous = entry;
            entry = entry.chained;
        }
        if (entry != null) {
            if (previous == null) {
                chains[place] = entry.chained;
            } else {
                previous.chained = entry.chained;
            }
            unlink(entry);
            size--;
        }
    }

    /** What has gone keeps no other from going. */
    private void unlink(E entry) {
        if (entry.before == null) {
            first = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after == null) {
            last = entry.before;
        } else {
            entry.after.before = entry.before;
        }
        entry.chained = null;
        entry.before = null;
        entry.after = null;
    }

    private void grow() {
        chains = chains(2 * chains.length);
        for (E entry = first; entry != null; entry = entry.after) {
            chain(entry);
        }
    }

    private void chain(E entry) {
        int place = place(entry.id());
        entry.chained = chains[place];
        chains[place] = entry;
    }

    /** Numbers are given one after the other. */
    private int place(long id) {
        return (int) id & chains.length - 1;
    }
}
