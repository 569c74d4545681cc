package io.clearhop.config;

import java.util.Comparator;

/**
 * One thing that is wrong with the settings.
 *
 * @param place where it was written
 * @param text one line: place, setting, value, what is wrong, what to write instead
 */
public record Problem(Place place, String text) {
    /** In the order of a file's lines; elsewhere the order stays. */
    static final Comparator<Problem> BY_LINE =
            Comparator.comparingInt(problem -> problem.place() instanceof Place.FileLine at ? at.line() : 0);

    /** That a value is wrong. */
    static Problem of(Given given, String sentence) {
        return new Problem(given.place(), given.named() + " " + sentence);
    }
}
