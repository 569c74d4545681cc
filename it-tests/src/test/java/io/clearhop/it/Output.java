package io.clearhop.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The lines that a process has written to one of its streams so far. Thread-safe. */
final class Output {
    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Output(String name, InputStream stream) {
        this.name = name;
        reader = new Thread(() -> read(stream), "output-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stream) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            // The process was killed; what it had written is there.
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The whole output, once the process has ended. */
    List<String> all() throws InterruptedException {
        reader.join(Duration.ofSeconds(10).toMillis());
        return lines();
    }

    /** Waits until the lines are as they should be, and returns them. */
    synchronized List<String> await(Duration time, String what, Predicate<List<String>> condition)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.test(lines)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                throw new AssertionError("no " + what + " on " + name + ", but:\n" + String.join("\n", lines));
            }
            wait(left);
        }
        return List.copyOf(lines);
    }
}
