package io.clearhop.config;

import java.util.List;

/**
 * What one place (command line, environment, file) says.
 *
 * @param given values, in the order they were written
 * @param problems what could not even be told to be a value of a setting
 */
public record Layer(List<Given> given, List<Problem> problems) {
    public Layer {
        given = List.copyOf(given);
        problems = List.copyOf(problems);
    }

    /** A layer that says nothing. */
    public static Layer empty() {
        return new Layer(List.of(), List.of());
    }
}
