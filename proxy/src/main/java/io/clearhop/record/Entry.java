package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/** A connection or an exchange while it changes; gives immutable views away. Guarded by the state's lock. */
abstract class Entry<V, E extends Entry<V, E>> {
    // Links of the entries' table; its own.
    @Nullable
    E chained;

    @Nullable
    E before;

    @Nullable
    E after;

    /** What it weighed when it was over, whatever is still told of it afterwards; the shelf's. */
    int endWeight;

    /** Whether it is over; the shelf's. */
    boolean isOver;

    private final long id;
    private long version;
    private @Nullable V view;

    Entry(long id) {
        this.id = id;
    }

    final long id() {
        return id;
    }

    final long version() {
        return version;
    }

    /** It has changed. */
    final void touch(long newVersion) {
        version = newVersion;
        view = null;
    }

    /** How it is now. */
    final V view() {
        V now = view;
        if (now == null) {
            now = look();
            view = now;
        }
        return now;
    }

    abstract V look();

    /** About how many bytes it keeps in memory. */
    abstract int weight();
}
