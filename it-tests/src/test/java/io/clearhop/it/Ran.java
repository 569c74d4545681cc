package io.clearhop.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param code its exit code
 * @param out lines of its standard output
 * @param err lines of its standard error
 */
record Ran(int code, List<String> out, List<String> err) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Runs it with no input. */
    static Ran of(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.start();
        process.getOutputStream().close();
        return end(process);
    }

    /** Waits for the end of a process whose output nobody else reads. */
    static Ran end(Process process) throws InterruptedException {
        Output out = new Output("stdout", process.getInputStream());
        Output err = new Output("stderr", process.getErrorStream());
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(process.info().commandLine().orElse("it") + " still runs after " + LONGEST + ":\n"
                    + String.join("\n", out.lines()) + "\n" + String.join("\n", err.lines()));
        }
        return new Ran(process.exitValue(), out.all(), err.all());
    }

    /** Its standard output in one piece. */
    String text() {
        return String.join("\n", out);
    }

    /** Its standard error in one piece. */
    String errors() {
        return String.join("\n", err);
    }
}
