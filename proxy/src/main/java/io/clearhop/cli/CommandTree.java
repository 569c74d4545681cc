package io.clearhop.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

    private CommandTree() {}

    static CommandLine create(Terminal terminal) {
        RunCommand run = new RunCommand(terminal);
        CommandSpec root = run.spec().name(NAME);
        root.versionProvider(BuildInfo::lines);
        root.addOption(OptionSpec.builder("-V", "--version").versionHelp(true).build());
        CommandLine explicitRun = new CommandLine(run.spec());
        root.addSubcommand(RUN, explicitRun);
        root.addSubcommand("watch", new WatchCommand(terminal).spec());
        root.addSubcommand("ready", new ReadyCommand(terminal).spec());
        root.addSubcommand("lab", new LabCommand(terminal).spec());
        root.addSubcommand("origin", new OriginCommand(terminal).spec());
        root.addSubcommand("client", new ClientCommand(terminal).spec());
        root.addSubcommand("pac", new PacCommand(terminal).spec());
        root.addSubcommand("config", new ConfigCommand(terminal).spec());
        root.addSubcommand("completion", new CompletionCommand(terminal).spec());
        root.addSubcommand("man", new ManCommand(terminal).spec());
        root.addSubcommand("rehearse", new RehearseCommand(terminal).spec());
        root.addSubcommand("help", CommandSpec.forAnnotatedObject(new CommandLine.HelpCommand()));

        CommandLine line = new CommandLine(root);
        HelpText.describe(line, "Clearhop: a forwarding HTTP/1.x proxy, smart or dumb.");
        HelpText.describe(explicitRun, "Runs the proxy; the same as no command.");
        return line.setExpandAtFiles(false)
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
