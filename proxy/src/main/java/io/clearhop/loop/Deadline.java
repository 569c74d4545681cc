package io.clearhop.loop;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens unless it is put off in time. A connection has one and moves it with every step; moving it to
 * a later time costs a field write, see {@link Deadlines}.
 */
public abstract class Deadline {
    static final long NEVER = Long.MAX_VALUE;
    static final long NOT_IN_WHEEL = Long.MAX_VALUE;

    // Links and position in the wheel; the owning event loop's.
    @Nullable
    Deadline previous;

    @Nullable
    Deadline next;

    long slotTick = NOT_IN_WHEEL;
    long at = NEVER;

    /** Lets the deadline never strike, until it is set again. Costs a field write; see {@link LoopTimer#remove}. */
    public final void clear() {
        at = NEVER;
    }

    /** Whether the deadline is going to strike. */
    public final boolean isSet() {
        return at != NEVER;
    }

    /** The deadline has passed; it is not set any more. Called on the event loop. */
    protected abstract void expired();
}
