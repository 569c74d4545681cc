package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxy, running as a process of its own. Closing it sends SIGTERM and wants a clean end. */
final class Clearhop implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Pattern LISTENER = Pattern.compile("(127\\.0\\.0\\.1):(\\d+) (smart|dumb)");

    private final Process process;
    private final Output out;
    private final Output err;
    private final List<String> startLines;
    private final List<String> expected = new ArrayList<>();

    private Clearhop(Process process) throws InterruptedException {
        this.process = process;
        out = new Output("the proxy's stdout", process.getInputStream());
        err = new Output("the proxy's stderr", process.getErrorStream());
        try {
            startLines = err.await(
                    START,
                    "line that says where the log goes",
                    lines -> lines.stream().anyMatch(line -> line.startsWith("logs:")));
        } catch (AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Runs a prepared command; returns when it listens. */
    static Clearhop start(ClearhopCommand command) throws IOException, InterruptedException {
        return start(command.builder());
    }

    static Clearhop start(ProcessBuilder builder) throws IOException, InterruptedException {
        return new Clearhop(builder.start());
    }

    /** A smart proxy on a free port. */
    static Clearhop smart(String... arguments) throws IOException, InterruptedException {
        return start(quick("--listen", "smart=127.0.0.1:0").and(arguments));
    }

    /** A dumb proxy on a free port. When it is stopped it does not wait: its relays do so for their origins as it is. */
    static Clearhop dumb(String... arguments) throws IOException, InterruptedException {
        return start(
                quick("--listen", "dumb=127.0.0.1:0", "--drain-timeout", "0").and(arguments));
    }

    /** For a short life: a JVM that spends no time on optimizing. */
    private static ClearhopCommand quick(String... arguments) {
        return ClearhopCommand.of(arguments).jvm("-XX:TieredStopAtLevel=1");
    }

    /** It may say this on stderr, which is otherwise a failure. */
    Clearhop maySay(String words) {
        expected.add(words);
        return this;
    }

    /** Waits until it says this on stderr. */
    void awaitWord(String words) throws InterruptedException {
        err.await(
                Duration.ofSeconds(10),
                "line with: " + words,
                lines -> lines.stream().anyMatch(line -> line.contains(words)));
    }

    /** Where its first listener is. */
    InetSocketAddress address() {
        return address("smart|dumb");
    }

    /** Where its first listener of this mode is. */
    InetSocketAddress address(String mode) {
        Matcher listener = LISTENER.matcher(startLines.get(0));
        while (listener.find()) {
            if (listener.group(3).matches(mode)) {
                return new InetSocketAddress(listener.group(1), Integer.parseInt(listener.group(2)));
            }
        }
        throw new AssertionError("no " + mode + " listener in: " + startLines.get(0));
    }

    /** Host and port of its first listener. */
    String authority() {
        return address().getHostString() + ":" + address().getPort();
    }

    /** What clients are told as the address of their proxy. */
    String url() {
        return "http://" + authority();
    }

    /** Where its console is. */
    String console() {
        return startLines.stream()
                .filter(line -> line.startsWith("look at it:"))
                .map(line -> line.replaceFirst("look at it: +", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no console in: " + startLines));
    }

    /** Host and port of its first listener of this mode. */
    String authority(String mode) {
        return address(mode).getHostString() + ":" + address(mode).getPort();
    }

    /** What it said before it went to work. */
    List<String> startLines() {
        return startLines;
    }

    /** The lines of its access log so far. */
    List<String> log() {
        return out.lines();
    }

    List<String> stderr() {
        return err.lines();
    }

    long pid() {
        return process.pid();
    }

    /** The lines of its access log, when there are this many at least. */
    List<LogLine> awaitLog(int lines) throws InterruptedException {
        return awaitLines(lines).stream().map(LogLine::parse).toList();
    }

    /** The same in any format. */
    List<String> awaitLines(int lines) throws InterruptedException {
        return out.await(Duration.ofSeconds(10), lines + " lines", all -> all.size() >= lines);
    }

    /** The first line of its access log that is like this. */
    LogLine awaitLog(String what, Predicate<LogLine> condition) throws InterruptedException {
        return out
                .await(
                        Duration.ofSeconds(10),
                        what,
                        all -> all.stream().map(LogLine::parse).anyMatch(condition))
                .stream()
                .map(LogLine::parse)
                .filter(condition)
                .findFirst()
                .orElseThrow();
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(Ran.of(new ProcessBuilder("kill", "-" + name, Long.toString(pid())))
                        .code())
                .isZero();
    }

    /** Waits for its end and returns the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the proxy still runs " + STOP + " after it was told to stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        boolean running = process.isAlive();
        process.destroy();
        int code = awaitExit();
        if (running) {
            assertThat(code).as("exit code after SIGTERM").isZero();
        }
        List<String> complaints = err.all();
        assertThat(complaints.subList(startLines.size(), complaints.size()))
                .as("what the proxy said on stderr after its start")
                .allMatch(line ->
                        line.startsWith("clearhop: stop") || expected.stream().anyMatch(line::contains));
    }
}
