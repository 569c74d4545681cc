package io.clearhop.loop;

/** Numbers that are unique in a proxy though each event loop counts for itself: loop i of n gives i + 1 + k·n. */
public final class Ids {
    private final int loops;
    private long next;

    /**
     * Makes the counter of one event loop.
     *
     * @param loop index from 0
     * @param loops how many there are
     */
    public Ids(int loop, int loops) {
        this(0, loop, loops);
    }

    /** The same with numbers that are all greater than {@code before}. */
    public Ids(long before, int loop, int loops) {
        this.loops = loops;
        next = before + loop + 1L;
    }

    /** The next number. */
    public long next() {
        long id = next;
        next += loops;
        return id;
    }
}
