package io.clearhop.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** All commands, and how one of them is found and run. */
final class CommandTree {
    static final String NAME = "clearhop";
    private static final String RUN = "run";

    /** In the order of the help. */
    private static final Map<String, Function<Terminal, CommandSpec>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put(RUN, terminal -> new RunCommand(terminal).spec());
        COMMANDS.put("watch", terminal -> new WatchCommand(terminal).spec());
        COMMANDS.put("ready", terminal -> new ReadyCommand(terminal).spec());
        COMMANDS.put("lab", terminal -> new LabCommand(terminal).spec());
        COMMANDS.put("origin", terminal -> new OriginCommand(terminal).spec());
        COMMANDS.put("client", terminal -> new ClientCommand(terminal).spec());
        COMMANDS.put("pac", terminal -> new PacCommand(terminal).spec());
        COMMANDS.put("config", terminal -> new ConfigCommand(terminal).spec());
        COMMANDS.put("completion", terminal -> new CompletionCommand(terminal).spec());
        COMMANDS.put("man", terminal -> new ManCommand(terminal).spec());
        COMMANDS.put("rehearse", terminal -> new RehearseCommand(terminal).spec());
        COMMANDS.put("help", terminal -> CommandSpec.forAnnotatedObject(new CommandLine.HelpCommand()));
    }

    private CommandTree() {}

    /**
     * Finds and runs what was typed. All commands are made only where one of them could be meant: a start of the proxy
     * takes a fifth of its time less without them.
     */
    static int execute(Terminal terminal, String[] args) {
        return (isProxyAlone(args) ? proxyAlone(terminal) : create(terminal)).execute(args);
    }

    private static boolean isProxyAlone(String[] args) {
        return Stream.of(args)
                .noneMatch(arg -> COMMANDS.containsKey(arg) || arg.equals("--help") || arg.matches("-[^-].*"));
    }

    /** What is wrong with a command line is said by the tree that knows all. */
    static CommandLine proxyAlone(Terminal terminal) {
        return prepared(terminal, root(terminal))
                .setParameterExceptionHandler(
                        (failure, args) -> create(terminal).execute(args));
    }

    static CommandLine create(Terminal terminal) {
        CommandSpec root = root(terminal);
        COMMANDS.forEach((name, spec) -> root.addSubcommand(name, spec.apply(terminal)));
        CommandLine line = prepared(terminal, root);
        HelpText.describe(line, "Clearhop: a forwarding HTTP/1.x proxy, smart or dumb.");
        HelpText.describe(requireNonNull(line.getSubcommands().get(RUN)), "Runs the proxy; the same as no command.");
        return line;
    }

    private static CommandSpec root(Terminal terminal) {
        CommandSpec root = new RunCommand(terminal).spec().name(NAME);
        root.versionProvider(BuildInfo::lines);
        root.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).build());
        return root;
    }

    private static CommandLine prepared(Terminal terminal, CommandSpec root) {
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setAllowOptionsAsOptionParameters(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setExecutionStrategy(CommandTree::execute)
                .setParameterExceptionHandler(new UsageErrors(terminal))
                .setExecutionExceptionHandler((failure, command, result) -> {
                    terminal.err().println(NAME + ": unexpected error; please report it with these lines:");
                    failure.printStackTrace(terminal.err());
                    return ExitCode.FAILURE.code();
                });
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int execute(ParseResult root) {
        refuseForeignOptions(root);
        @Nullable Integer helped = CommandLine.executeHelpRequest(root);
        if (helped != null) {
            return helped;
        }
        ParseResult last = root;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return ((Command) last.commandSpec().userObject()).run(root, last).code();
    }

    /** Settings in front of a command that does not use them would be ignored without a word. */
    private static void refuseForeignOptions(ParseResult root) {
        if (!root.hasSubcommand() || root.subcommand().commandSpec().name().equals(RUN)) {
            return;
        }
        for (OptionSpec option : root.matchedOptions()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                String command = root.subcommand().commandSpec().name();
                throw new ParameterException(
                        root.commandSpec().commandLine(),
                        option.longestName() + " is for the proxy, not for " + NAME + " " + command
                                + "; leave one of the two out");
            }
        }
    }
}
