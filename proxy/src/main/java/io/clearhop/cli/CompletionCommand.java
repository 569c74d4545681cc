package io.clearhop.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code clearhop completion bash|zsh}: prints a script for the shell to source. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        return spec("Prints a script to source that completes commands and options.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("SHELL")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .completionCandidates(SHELLS)
                        .description("bash or zsh.")
                        .build());
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        String shell = last.matchedPositionalValue(0, "");
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    last.commandSpec().commandLine(), "there is no completion for '" + shell + "'; give bash or zsh");
        }
        // One script for both: where it finds itself in zsh, it loads zsh's emulation of bash completion.
        terminal.out()
                .print(AutoComplete.bash(CommandTree.NAME, root.commandSpec().commandLine()));
        return ExitCode.OK;
    }
}
