package io.clearhop.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A command line that was typed, and what came of it.
 *
 * @param code the process would have ended with
 * @param out standard output
 * @param err standard error
 */
record Typed(int code, String out, String err) {
    /** Types words, separated by single spaces, after the program's name. */
    static Typed type(String words) {
        return type(words, Map.of());
    }

    static Typed type(String words, Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = words.isEmpty() ? new String[0] : words.split(" ", -1);
        int code = Main.run(
                args,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Typed(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
