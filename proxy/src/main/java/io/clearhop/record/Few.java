package io.clearhop.record;

import java.util.ArrayList;
import java.util.List;

/** Lists of mostly one, in one object: of each of thousands of entries several are kept. Pure. */
final class Few {
    private Few() {}

    /** A list with one more at its end. */
    static <T> List<T> and(List<T> some, T one) {
        return some.isEmpty() ? List.of(one) : joined(some, List.of(one));
    }

    /** Two lists, one after the other. */
    static <T> List<T> joined(List<T> some, List<T> others) {
        List<T> more = new ArrayList<>(some);
        more.addAll(others);
        return List.copyOf(more);
    }

    /** A list with another one at its end, which is not empty. */
    static <T> List<T> endingWith(T one, List<T> some) {
        return and(some.subList(0, some.size() - 1), one);
    }
}
