package io.clearhop.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The steps of an exchange as they are kept, in few objects: the words are shared by all exchanges, and become a text when
 * somebody looks. A number stands in place of a {@code %d}.
 */
final class Steps {
    private static final int MOST = 64;
    private static final int USUAL = 6;
    private static final long NUMBERLESS = -1;

    private double[] times = new double[USUAL];
    private Saying[] words = new Saying[USUAL];
    private long[] numbers = new long[USUAL];
    private int size;

    /** Adds one: milliseconds since the start of the proxy, and what happened. */
    void add(double t, Saying said) {
        add(t, said, NUMBERLESS);
    }

    /** The last of so many is the newest. */
    void add(double t, Saying said, long number) {
        if (size == MOST) {
            size--;
        } else if (size == words.length) {
            times = Arrays.copyOf(times, 2 * size);
            words = Arrays.copyOf(words, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        times[size] = t;
        words[size] = said;
        numbers[size] = number;
        size++;
    }

    List<StepView> views() {
        List<StepView> views = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            views.add(new StepView(times[i], numbers[i] == NUMBERLESS ? words[i] : said(words[i], numbers[i])));
        }
        return List.copyOf(views);
    }

    private static Saying said(Saying words, long number) {
        String digits = Long.toString(number);
        return new Saying(words.label(), Map.of("n", digits), words.sentence().replace("%d", digits));
    }
}
