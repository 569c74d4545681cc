package io.clearhop.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A command line that runs the jar: options of the JVM, arguments of the proxy, environment. */
final class ClearhopCommand {
    private final List<String> program = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path directory = Path.of(".");

    private ClearhopCommand(List<String> arguments) {
        this.arguments.addAll(arguments);
    }

    static ClearhopCommand of(String... arguments) {
        return new ClearhopCommand(List.of(arguments));
    }

    /** The jar that is tested. */
    static Path jar() {
        String jar = System.getProperty("clearhop.jar");
        if (jar == null) {
            throw new AssertionError("the system property clearhop.jar does not say where the jar is");
        }
        return Path.of(jar).toAbsolutePath().normalize();
    }

    /** More arguments. */
    ClearhopCommand and(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Options of its JVM. */
    ClearhopCommand jvm(String... options) {
        program.addAll(List.of(options));
        return this;
    }

    ClearhopCommand environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ClearhopCommand directory(Path working) {
        directory = working;
        return this;
    }

    /** The jar, run so that Ctrl-C reaches it even where these tests run in the background of a shell, which ignores it. */
    ProcessBuilder interruptible() {
        ProcessBuilder builder = builder();
        builder.command().addAll(0, List.of(Tools.find("env"), "--default-signal=INT"));
        return builder;
    }

    /** Runs the jar. */
    ProcessBuilder builder() {
        List<String> command = new ArrayList<>(List.of(Tools.ofJdk("java")));
        command.addAll(program);
        command.addAll(List.of("-jar", jar().toString()));
        return builder(command);
    }

    /** The jar, run with at most this many open files. */
    ProcessBuilder withOpenFiles(int limit) {
        ProcessBuilder builder = builder();
        builder.command().addAll(0, List.of(Tools.find("bash"), "-c", "ulimit -n " + limit + "; exec \"$0\" \"$@\""));
        return builder;
    }

    /** Runs something else, with the same arguments and environment. */
    ProcessBuilder builder(List<String> runner) {
        List<String> command = new ArrayList<>(runner);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // The environment of the tests is nobody's setting.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CLEARHOP_"));
        // Of many proxies at a time one would have the console's port; who tests it says so.
        builder.environment().put("CLEARHOP_CONSOLE", "off");
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs it to its end, for what does not become a proxy. */
    Ran run() throws IOException, InterruptedException {
        return Ran.of(builder());
    }
}
