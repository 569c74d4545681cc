package io.clearhop.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that are no configuration: everything that is wrong with them, in the order of flags, environment, file. */
public final class BadConfiguration extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    BadConfiguration(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one; each is a whole line. */
    public List<Problem> problems() {
        return problems;
    }

    /** Whether the command line is at fault, and not, or not only, what the environment or a file says. */
    public boolean onCommandLine() {
        return problems.get(0).place() instanceof Place.CommandLine;
    }
}
