package io.clearhop.cli;

import java.io.IOException;
import java.io.PrintStream;

/** What becomes of the console's messages. */
interface WatchOutput {
    /**
     * A message came.
     *
     * @param whole whether it is everything, and not only what has changed
     * @throws IOException if it cannot be read
     */
    void message(String json, boolean whole) throws IOException;

    /** A second has passed. */
    default void tick() {}

    /** Prints messages as they are. */
    static WatchOutput raw(PrintStream out) {
        return (json, whole) -> {
            out.println(json);
            out.flush();
        };
    }
}
