package io.clearhop.cli;

import io.clearhop.config.BadConfiguration;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.server.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code clearhop rehearse}: starts a proxy in the way in which it is usually started, sends a few requests through it and stops it, all on free ports of this
 * machine. The launcher lets the JVM remember what that has loaded, so that later starts are quick. With {@code --natives} it
 * keeps Netty's native libraries in a directory.
 */
final class RehearseCommand implements Command {
    private static final int TIMES = 50;
    private static final String NATIVES = "--natives";

    private final Terminal terminal;

    RehearseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Does once what a proxy does, for the JVM's archive of classes.");
        spec.usageMessage().hidden(true);
        spec.addOption(OptionSpec.builder(NATIVES).type(Path.class).build());
        return spec;
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        try {
            @Nullable Path natives = last.matchedOptionValue(NATIVES, null);
            if (natives != null) {
                NativeLibraries.copyTo(natives);
            }
            LogFile.problem();
            ParseResult typed = CommandTree.proxyAlone(terminal).parseArgs("--listen", "127.0.0.1:0");
            ProxyConfig config = new RunCommand(terminal)
                    .config(typed)
                    .with(builder -> builder.listeners(List.of(
                                    new Listener(ListenMode.SMART, "127.0.0.1", 0),
                                    new Listener(ListenMode.DUMB, "127.0.0.1", 0)))
                            .console(console -> ConsoleSettings.OFF.withAddress(new HostPort("127.0.0.1", 0)))
                            .timeouts(timeouts -> timeouts.withDrain(Duration.ZERO)));
            ProxyServer server = RunCommand.start(config);
            StopSignals.handle(server, config.timeouts(), terminal.err());
            StartLines.of(config, server).forEach(terminal.err()::println);
            try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("rehearsed")))) {
                server.listeners().forEach(bound -> visit(bound.address(), origin));
                if (server.console().isPresent()) {
                    look(server.console().get());
                }
            } finally {
                server.stop();
            }
            return ExitCode.OK;
        } catch (BadConfiguration | IOException e) {
            return terminal.fail(ExitCode.CANNOT_LISTEN, "the rehearsal failed: " + e.getMessage());
        }
    }

    private static void look(InetSocketAddress console) throws IOException {
        ReadyCommand.status(URI.create("http://127.0.0.1:" + console.getPort() + "/readyz"));
        try (ScriptedClient client = ScriptedClient.connect(console)) {
            for (String path : List.of("/", "/api/state", "/api/process")) {
                client.exchange(Messages.head("GET " + path + " HTTP/1.1", "Host: localhost"));
            }
        }
    }

    private static void visit(InetSocketAddress proxy, ScriptedOrigin origin) {
        String host = URI.create(origin.uri("/")).getAuthority();
        for (int i = 0; i < TIMES; i++) {
            try (ScriptedClient client = ScriptedClient.connect(proxy)) {
                client.exchange(Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + host));
            }
        }
        try (ScriptedClient tunnel = ScriptedClient.connect(proxy)) {
            tunnel.exchange(Messages.head("CONNECT " + host + " HTTP/1.1", "Host: " + host));
            tunnel.exchange(Messages.head("GET / HTTP/1.1", "Host: " + host));
        }
    }
}
