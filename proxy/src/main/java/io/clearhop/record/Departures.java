package io.clearhop.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which entries have gone, and in which version; of the last ones. Guarded by the state's lock. */
final class Departures {
    private static final int SMALLEST = 16;

    private final int most;
    private long[] versions = new long[SMALLEST];
    private long[] ids = new long[SMALLEST];
    /** Where the oldest one stands; the others follow, round the end. */
    private int oldest;

    private int size;
    private long forgotten;

    /**
     * Makes it.
     *
     * @param most how many it knows at most
     */
    Departures(int most) {
        this.most = most;
    }

    void add(long version, long id) {
        if (size == most) {
            forgotten = versions[oldest];
            oldest = place(1);
            size--;
        } else if (size == ids.length) {
            grow();
        }
        int place = place(size);
        versions[place] = version;
        ids[place] = id;
        size++;
    }

    private int place(int nth) {
        return (oldest + nth) % ids.length;
    }

    /** It is full, so that all of both rings counts. */
    private void grow() {
        versions = unrolled(versions);
        ids = unrolled(ids);
        oldest = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] line = Arrays.copyOfRange(ring, oldest, oldest + 2 * ring.length);
        System.arraycopy(ring, 0, line, ring.length - oldest, oldest);
        return line;
    }

    /** Whether it is still known which ones have gone since this version. */
    boolean remembers(long version) {
        return version >= forgotten;
    }

    List<Long> since(long version) {
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (versions[place(i)] > version) {
                found.add(ids[place(i)]);
            }
        }
        return found;
    }

    /** Nothing has gone since this version. */
    void clear(long version) {
        size = 0;
        forgotten = version;
    }
}
