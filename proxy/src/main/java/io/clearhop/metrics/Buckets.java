package io.clearhop.metrics;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** The numbers of a histogram, for each combination of labels. One thread writes, others read. */
final class Buckets {
    /** Upper bounds of durations, in nanoseconds. */
    private static final long[] DURATIONS = {
        micros(250),
        micros(500),
        micros(1_000),
        micros(2_500),
        micros(5_000),
        micros(10_000),
        micros(25_000),
        micros(50_000),
        micros(100_000),
        micros(250_000),
        micros(500_000),
        micros(1_000_000),
        micros(2_500_000),
        micros(5_000_000),
        micros(10_000_000),
        micros(30_000_000),
        micros(60_000_000)
    };

    private static final long[] COUNTS = {0, 1, 2, 5, 10, 20, 50, 100, 1_000, 10_000, 100_000};
    private static final double NANOS_OF_SECOND = 1e9;

    private final Family family;
    private final long[] bounds;
    private final double unit;
    /** For each combination the buckets, that without a bound, and the sum. */
    private final AtomicLongArray numbers;

    private Buckets(Family family, long[] bounds, double unit) {
        this.family = family;
        this.bounds = bounds;
        this.unit = unit;
        numbers = new AtomicLongArray(family.series() * stride());
    }

    /** Of durations, which are told in nanoseconds and shown in seconds. */
    static Buckets ofDurations(Family family) {
        return new Buckets(family, DURATIONS, NANOS_OF_SECOND);
    }

    /** Of how many there were. */
    static Buckets ofCounts(Family family) {
        return new Buckets(family, COUNTS, 1);
    }

    private static long micros(long n) {
        return TimeUnit.MICROSECONDS.toNanos(n);
    }

    private int stride() {
        return bounds.length + 2;
    }

    Family family() {
        return family;
    }

    /** Takes a value of the combination that has this number. */
    void take(long value, int series) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        int at = series * stride();
        add(at + bucket, 1);
        add(at + bounds.length + 1, value);
    }

    private void add(int i, long more) {
        numbers.lazySet(i, numbers.getPlain(i) + more);
    }

    /** Upper bounds in the unit that is shown, the last one infinite. */
    double[] upperBounds() {
        double[] upper =
                Arrays.copyOf(Arrays.stream(bounds).mapToDouble(b -> b / unit).toArray(), bounds.length + 1);
        upper[bounds.length] = Double.POSITIVE_INFINITY;
        return upper;
    }

    /** How many values there were in each bucket alone. */
    long[] counts(int series) {
        long[] counts = new long[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = numbers.get(series * stride() + i);
        }
        return counts;
    }

    double sum(int series) {
        return numbers.get(series * stride() + bounds.length + 1) / unit;
    }
}
