package io.clearhop.cli;

import io.clearhop.config.BadConfiguration;
import io.clearhop.config.ConfigFile;
import io.clearhop.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop config check FILE...}: says ok, or everything that is wrong. */
final class ConfigCheckCommand implements Command {
    private final Terminal terminal;

    ConfigCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        return spec("Reads files as the proxy would; lists all that is wrong in them.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("1..*")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(Path.class)
                        .description("Configuration file.")
                        .build());
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        List<Path> files = last.matchedPositionalValue(0, List.of());
        ExitCode worst = ExitCode.OK;
        for (Path file : files) {
            if (!isGood(file)) {
                worst = ExitCode.BAD_CONFIGURATION;
            }
        }
        return worst;
    }

    private boolean isGood(Path file) {
        try {
            ConfigReader.read(List.of(ConfigFile.read(file)));
            terminal.out().println(file + ": ok");
            return true;
        } catch (IOException unreadable) {
            terminal.fail(ExitCode.BAD_CONFIGURATION, Unreadable.sentence(file, unreadable));
        } catch (BadConfiguration bad) {
            bad.problems().forEach(problem -> terminal.err().println(problem.text()));
        }
        return false;
    }
}
