package io.clearhop.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop man}: prints the manual page, for packages and for {@code man -l -}. */
final class ManCommand implements Command {
    private final Terminal terminal;

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        return spec("Prints the manual page: clearhop man | man -l -");
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        terminal.out().print(ManPage.of(root.commandSpec().commandLine(), BuildInfo.lines()[0]));
        return ExitCode.OK;
    }
}
