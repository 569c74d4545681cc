package io.clearhop.cli;

import io.clearhop.config.Quote;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop ready [URL]}: whether a running proxy takes clients, as an exit code. */
final class ReadyCommand implements Command {
    private static final String DEFAULT_URL = "http://127.0.0.1:8081/";
    private static final String ADDRESS_VARIABLE = "CLEARHOP_CONSOLE";
    private static final int PATIENCE_MILLIS = 2000;
    private static final int SUCCESSFUL = 2;

    private final Terminal terminal;

    ReadyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Tells whether a running proxy takes clients, for health checks.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("URL")
                .arity("0..1")
                .type(String.class)
                .description("The console's address; without it what " + ADDRESS_VARIABLE + " says, or " + DEFAULT_URL
                        + ". With a path, that is asked for instead of /readyz: any origin can be checked so.")
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "Needs no token. Exit code 0: it is ready. " + ExitCode.NOT_READY.code()
                                + ": nothing answers within",
                        PATIENCE_MILLIS / 1000 + " s, or not with a 2xx, as a proxy that is stopping.");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        String given = last.matchedPositionalValue(0, "");
        String configured =
                terminal.environment().getOrDefault(ADDRESS_VARIABLE, "").strip();
        if (given.isEmpty() && configured.equals("off")) {
            return terminal.fail(ExitCode.NOT_READY, ADDRESS_VARIABLE + " is off, so nobody can be asked; give a URL");
        }
        return ask(url(given.isEmpty() ? reachable(configured) : given, last));
    }

    /** Where a console that listens on every address is reached from here. */
    private static String reachable(String address) {
        return address.isEmpty()
                ? DEFAULT_URL
                : address.replaceFirst("^0\\.0\\.0\\.0:", "127.0.0.1:").replaceFirst("^\\[::]:", "[::1]:");
    }

    private static URI url(String text, ParseResult last) {
        try {
            URI url = URI.create(text.contains("://") ? text : "http://" + text);
            if (List.of("http", "https").contains(url.getScheme()) && url.getHost() != null) {
                String path = String.valueOf(url.getRawPath());
                return path.length() > 1 ? url : url.resolve("/readyz");
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw OptionValues.wrong(
                last, Quote.of(text) + " is no address of a console; give a URL such as " + DEFAULT_URL);
    }

    private ExitCode ask(URI url) {
        try {
            int status = status(url);
            if (status / 100 != SUCCESSFUL) {
                return terminal.fail(ExitCode.NOT_READY, url + " answers " + status);
            }
            terminal.out().println("ready");
            return ExitCode.OK;
        } catch (IOException silent) {
            return terminal.fail(ExitCode.NOT_READY, url + " does not answer (" + silent.getMessage() + ")");
        }
    }

    /** What is answered there. */
    static int status(URI url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
