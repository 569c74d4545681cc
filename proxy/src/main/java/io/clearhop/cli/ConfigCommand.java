package io.clearhop.cli;

import io.clearhop.config.DefaultConfigFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop config}: prints a file to begin with. */
final class ConfigCommand implements Command {
    private final Terminal terminal;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        return spec("Prints a file of all settings, explained, with their defaults.")
                .addSubcommand("check", new ConfigCheckCommand(terminal).spec());
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        terminal.out().print(DefaultConfigFile.text());
        return ExitCode.OK;
    }
}
