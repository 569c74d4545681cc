package io.clearhop.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code clearhop watch [URL]}: what the console shows, as lines in a terminal. */
final class WatchCommand implements Command {
    private static final String DEFAULT_URL = "http://127.0.0.1:8081/";
    private static final String JSON = "--json";
    private static final String TOKEN_VARIABLE = "CLEARHOP_CONSOLE_TOKEN";

    private final Terminal terminal;

    WatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Shows what a running proxy does, a line for each connection and exchange.");
        spec.addOption(OptionSpec.builder(JSON)
                .description("Prints the console's messages as they are, one a line.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("URL")
                .arity("0..1")
                .type(String.class)
                .description("The console's address, " + DEFAULT_URL + " if there is none.")
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "A console that asks for a token gets the one in " + TOKEN_VARIABLE + ".",
                        "Comes back when the proxy does; Ctrl-C ends it. Exit code " + ExitCode.NO_CONSOLE.code()
                                + ": no console answers, or it refuses.");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        String address = last.matchedPositionalValue(0, DEFAULT_URL);
        ConsoleUrl url = url(address, last);
        boolean colours = TerminalKind.hasColours(terminal.out(), terminal.environment());
        WatchOutput output =
                last.hasMatchedOption(JSON) ? WatchOutput.raw(terminal.out()) : new WatchLines(terminal.out(), colours);
        try (WatchTicker ticker = new WatchTicker(output)) {
            ticker.start();
            return new WatchLoop(url, output, terminal).run();
        }
    }

    private ConsoleUrl url(String address, ParseResult last) {
        try {
            Map<String, String> environment = terminal.environment();
            return ConsoleUrl.of(address, environment.getOrDefault(TOKEN_VARIABLE, ""));
        } catch (IllegalArgumentException malformed) {
            throw new ParameterException(
                    last.commandSpec().commandLine(),
                    "'" + address + "' is no address of a console; give a URL such as " + DEFAULT_URL);
        }
    }

    /**
     * Where a console is.
     *
     * @param base ends with a slash
     * @param token empty for none
     */
    record ConsoleUrl(URI base, String token) {
        private static final String TOKEN = "token=";

        static ConsoleUrl of(String text, String token) {
            URI given = URI.create(text.contains("://") ? text : "http://" + text);
            if (!List.of("http", "https").contains(given.getScheme()) || given.getHost() == null) {
                throw new IllegalArgumentException(text);
            }
            String query = given.getQuery();
            String shown = query != null && query.startsWith(TOKEN) ? query.substring(TOKEN.length()) : token;
            String path = given.getPath().endsWith("/") ? given.getPath() : given.getPath() + "/";
            return new ConsoleUrl(URI.create(given.getScheme() + "://" + given.getAuthority() + path), shown);
        }

        URI events() {
            return base.resolve("api/events");
        }
    }
}
