package io.clearhop.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What a command is run in.
 *
 * @param environment variables
 * @param out for what was asked for
 * @param err for everything that is said besides
 */
record Terminal(Map<String, String> environment, PrintStream out, PrintStream err) {
    /** Says what went wrong, as this program and in one line. */
    ExitCode fail(ExitCode code, String sentence) {
        err.println("clearhop: " + sentence);
        return code;
    }
}
