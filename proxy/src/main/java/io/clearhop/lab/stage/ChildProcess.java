package io.clearhop.lab.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A class of this program in a process of its own, for what one process cannot show about itself: its limits, another
 * network. It tells what it does in lines, lives for two minutes at the longest, and is over when this is closed.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int LONGEST_SECONDS = 120;
    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader lines;

    private ChildProcess(Process process) {
        this.process = process;
        lines = process.inputReader();
    }

    /**
     * Starts it.
     *
     * @param shell the command that runs a shell, which becomes the process: {@code sh}, or something before it
     * @param preparation what the shell does before, such as {@code ulimit -n 100}
     * @param lacking what to say if the shell cannot do so
     * @param main its main class
     */
    public static ChildProcess start(
            List<String> shell, String preparation, Text lacking, Class<?> main, String... arguments)
            throws IOException, NotHere {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("-c", preparation + " && echo " + READY + " && exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Soon ready, and modest: it mostly lives for seconds.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ChildProcess child = new ChildProcess(begun(command, lacking));
        if (!READY.equals(child.lines.readLine())) {
            child.close();
            throw new NotHere(lacking);
        }
        return child;
    }

    private static Process begun(List<String> command, Text lacking) throws NotHere {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            return process;
        } catch (IOException noSuchCommand) {
            throw new NotHere(lacking);
        }
    }

    /** Its number in the system. */
    public long pid() {
        return process.pid();
    }

    /** The next line that it tells; null when it is over. */
    public @Nullable String readLine() throws IOException {
        return lines.readLine();
    }

    /** Waits for a line that begins with this word, and returns what follows it. */
    public String await(String word) throws IOException {
        for (String line = readLine(); line != null; line = readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IllegalStateException("the process ended and did not say: " + word);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
