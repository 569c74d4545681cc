package io.clearhop.cli;

import io.clearhop.config.BadConfiguration;
import io.clearhop.config.ConfigFile;
import io.clearhop.config.ConfigReader;
import io.clearhop.config.Environment;
import io.clearhop.config.Layer;
import io.clearhop.config.ProxyConfig;
import io.clearhop.lab.show.Theatre;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop run}: reads the settings, runs the proxy until it is told to stop. */
final class RunCommand implements Command {
    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Runs the proxy.");
        SettingOptions.addTo(spec);
        return spec;
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        Optional<String> noLogs = LogFile.problem();
        if (noLogs.isPresent()) {
            return terminal.fail(ExitCode.BAD_CONFIGURATION, noLogs.get());
        }
        try {
            return serve(config(root));
        } catch (IOException unreadable) {
            Path file = configFile(root).orElseThrow();
            return terminal.fail(ExitCode.BAD_CONFIGURATION, Unreadable.sentence(file, unreadable));
        } catch (BadConfiguration bad) {
            return report(bad);
        }
    }

    /** What options, environment and file say. */
    ProxyConfig config(ParseResult root) throws IOException, BadConfiguration {
        Optional<Path> file = configFile(root);
        Layer fromFile = file.isPresent() ? ConfigFile.read(file.get()) : Layer.empty();
        Layer fromEnvironment = Environment.read(terminal.environment());
        return ConfigReader.read(List.of(SettingOptions.layer(root), fromEnvironment, fromFile));
    }

    private Optional<Path> configFile(ParseResult root) {
        Optional<Path> named = SettingOptions.configFile(root);
        String variable = terminal.environment().getOrDefault(Environment.CONFIG_FILE, "");
        return named.isPresent() || variable.isBlank() ? named : Optional.of(Path.of(variable.strip()));
    }

    private ExitCode report(BadConfiguration bad) {
        String first = bad.problems().get(0).text();
        if (bad.onCommandLine()) {
            return terminal.fail(ExitCode.USAGE, first);
        }
        bad.problems().forEach(problem -> terminal.err().println(problem.text()));
        return ExitCode.BAD_CONFIGURATION;
    }

    private ExitCode serve(ProxyConfig config) {
        try {
            ProxyServer server = start(config);
            // Before the lines are printed: who has read them may send a signal at once.
            StopSignals signals = StopSignals.handle(server, config.timeouts(), terminal.err());
            StartLines.of(config, server).forEach(terminal.err()::println);
            server.awaitStopped();
            return signals.wereImpatient() ? ExitCode.FAILURE : ExitCode.OK;
        } catch (BindFailure failure) {
            return terminal.fail(ExitCode.CANNOT_LISTEN, BindFailureText.of(config, failure));
        }
    }

    /** Starts the proxy, with the lab in its console. */
    static ProxyServer start(ProxyConfig config) throws BindFailure {
        ProxyServer server = ProxyServer.start(config);
        server.live().ifPresent(live -> server.play(new Theatre(live)));
        return server;
    }
}
