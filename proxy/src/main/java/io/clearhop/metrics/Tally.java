package io.clearhop.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The numbers of a counter or gauge, one for each combination of labels; a combination is named by the ordinals of its
 * words. One thread writes, which therefore needs no atomic operations; others read.
 */
final class Tally {
    private final Family family;
    private final AtomicLongArray numbers;
    private final int second;
    private final int third;

    Tally(Family family) {
        this.family = family;
        numbers = new AtomicLongArray(family.series());
        second = size(family, 1);
        third = size(family, 2);
    }

    private static int size(Family family, int dimension) {
        return family.dimensions().size() > dimension
                ? family.dimensions().get(dimension).size()
                : 1;
    }

    Family family() {
        return family;
    }

    long number(int series) {
        return numbers.get(series);
    }

    void add(long more) {
        add(more, 0);
    }

    void add(long more, int a) {
        add(more, a, 0);
    }

    void add(long more, int a, int b) {
        add(more, a, b, 0);
    }

    void add(long more, int a, int b, int c) {
        int series = (a * second + b) * third + c;
        numbers.lazySet(series, numbers.getPlain(series) + more);
    }
}
