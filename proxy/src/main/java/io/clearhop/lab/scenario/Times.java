package io.clearhop.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several measurements of one thing. */
final class Times {
    private static final int ENOUGH = 5;
    private static final double AGREEING = 1.04;

    private final List<Duration> all = new ArrayList<>();

    void add(Duration time) {
        all.add(time);
    }

    /** The one in the middle, which an accident does not move. */
    Duration median() {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** The one that was disturbed least. */
    Duration least() {
        return Collections.min(all);
    }

    /**
     * Whether there is no more to learn: the two that were disturbed least agree, as they do on a calm machine at once, or
     * there are too many.
     */
    boolean settled() {
        if (all.size() >= ENOUGH) {
            return true;
        }
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.size() > 1 && ratio(sorted.get(1), sorted.get(0)) < AGREEING;
    }

    /** How much of another time one is. */
    static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }
}
