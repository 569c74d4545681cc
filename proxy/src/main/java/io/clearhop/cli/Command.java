package io.clearhop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command does when it is typed. */
@FunctionalInterface
interface Command {
    /**
     * Does it.
     *
     * @param root what was typed, from the program's name on
     * @param last the part that belongs to this command
     */
    ExitCode run(ParseResult root, ParseResult last);

    /** How picocli sees the command: with {@code --help}, and nothing else yet. */
    default CommandSpec spec(String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
        spec.usageMessage().description(description).width(HelpText.WIDTH);
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this text.")
                .build());
    }
}
