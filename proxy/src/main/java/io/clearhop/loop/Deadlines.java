package io.clearhop.loop;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All deadlines of one event loop, in a wheel with one coarse tick, so that no request makes a timer. A deadline strikes
 * at most one tick late and never early. Putting one off is lazy: it stays in its slot and moves on when the slot comes.
 *
 * <p>Time is a parameter, in milliseconds of any monotonic clock. Confined to one thread.
 */
public final class Deadlines {
    /** Milliseconds between two ticks. */
    public static final int TICK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final int SLOTS = 1024;

    private final @Nullable Deadline[] slots = new Deadline[SLOTS];
    private long tick;
    private int size;

    /** How many deadlines are in the wheel, cleared ones included until their slot has come. */
    public int size() {
        return size;
    }

    /**
     * Sets or moves a deadline.
     *
     * @param now milliseconds
     * @param delay milliseconds from now
     */
    public void set(Deadline deadline, long now, long delay) {
        if (size == 0) {
            tick = Math.floorDiv(now, TICK_MILLIS);
        }
        deadline.at = now + delay;
        long due = dueTick(deadline);
        if (deadline.slotTick == Deadline.NOT_IN_WHEEL) {
            insert(deadline, due);
        } else if (due < deadline.slotTick) {
            takeOut(deadline);
            insert(deadline, due);
        }
    }

    /**
     * Clears a deadline and forgets it at once. A deadline that is only {@linkplain Deadline#clear cleared} keeps what it
     * belongs to in memory until its slot comes, and that must not be so of connections that are gone.
     */
    public void remove(Deadline deadline) {
        deadline.clear();
        if (deadline.slotTick != Deadline.NOT_IN_WHEEL) {
            takeOut(deadline);
        }
    }

    /** When {@link #advanceTo} has something to do again, at the earliest: the next slot that is not empty. */
    public long next() {
        long ahead = 1;
        while (ahead < SLOTS - 1 && slots[slot(tick + ahead)] == null) {
            ahead++;
        }
        return (tick + ahead) * TICK_MILLIS;
    }

    /** When a deadline that was set is looked at. */
    static long slotTime(Deadline deadline) {
        return deadline.slotTick * TICK_MILLIS;
    }

    /** Lets everything strike that is due at {@code now}. */
    public void advanceTo(long now) {
        long target = Math.floorDiv(now, TICK_MILLIS);
        // After a long pause every slot has to be looked at once, not once for each tick that was missed.
        if (target - tick > SLOTS) {
            tick = target - SLOTS;
        }
        while (tick < target && size > 0) {
            tick++;
            strike(now);
        }
        tick = Math.max(tick, target);
    }

    /** Takes one after the other out of the slot, for what expires may set, move and clear any other. */
    private void strike(long now) {
        int slot = slot(tick);
        for (Deadline due = slots[slot]; due != null && due.slotTick <= tick; due = slots[slot]) {
            takeOut(due);
            if (due.at <= now) {
                due.at = Deadline.NEVER;
                expire(due);
            } else if (due.at != Deadline.NEVER) {
                insert(due, dueTick(due));
            }
        }
    }

    /** One that fails must not keep the others from striking. */
    private static void expire(Deadline due) {
        try {
            due.expired();
        } catch (RuntimeException e) {
            LOG.error("{} failed when its time had come", due.getClass().getName(), e);
        }
    }

    private static long dueTick(Deadline deadline) {
        return Math.floorDiv(deadline.at + TICK_MILLIS - 1, TICK_MILLIS);
    }

    private static int slot(long tick) {
        return (int) Math.floorMod(tick, (long) SLOTS);
    }

    private void insert(Deadline deadline, long due) {
        // What lies beyond the wheel's horizon waits in its last slot and moves on from there.
        deadline.slotTick = Math.min(Math.max(due, tick + 1), tick + SLOTS - 1);
        int slot = slot(deadline.slotTick);
        Deadline first = slots[slot];
        deadline.next = first;
        if (first != null) {
            first.previous = deadline;
        }
        slots[slot] = deadline;
        size++;
    }

    private void takeOut(Deadline deadline) {
        int slot = slot(deadline.slotTick);
        if (deadline.previous == null) {
            slots[slot] = deadline.next;
        } else {
            deadline.previous.next = deadline.next;
        }
        if (deadline.next != null) {
            deadline.next.previous = deadline.previous;
        }
        deadline.previous = null;
        deadline.next = null;
        deadline.slotTick = Deadline.NOT_IN_WHEEL;
        size--;
    }
}
