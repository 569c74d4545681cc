package io.clearhop.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/** Whether somebody looks at what is printed, or a program reads it. */
final class TerminalKind {
    private TerminalKind() {}

    /** Whether colours may be used (https://no-color.org). */
    static boolean hasColours(PrintStream out, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return !unwanted && isTerminal(out);
    }

    /** Before Java 22 there is a console only at a terminal, since then it says itself whether it is one. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(PrintStream out) {
        Console console = System.console();
        if (out != System.out || console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
