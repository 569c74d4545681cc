package io.clearhop.cli;

import io.clearhop.config.HostPort;
import io.clearhop.config.Quote;
import io.clearhop.config.ValueType;
import io.clearhop.config.ValueTypes;
import io.clearhop.lab.rawclient.Errand;
import io.clearhop.lab.rawclient.RawClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop client URL...}: a client that shows what its connections do. */
final class ClientCommand implements Command {
    private static final String PROXY = "--proxy";
    private static final String METHOD = "--method";
    private static final String DATA = "--data";
    private static final String HEADER = "--header";
    private static final String HTTP10 = "--http10";
    private static final String KEEP_ALIVE = "--keep-alive";
    private static final String CLOSE = "--close";
    private static final String PROXY_CONNECTION = "--proxy-connection";
    private static final String PIPELINE = "--pipeline";
    private static final String TIMES = "--times";
    private static final String PAUSE = "--pause";
    private static final String TIMEOUT = "--timeout";

    private static final ValueType<HostPort> ADDRESS = ValueTypes.peer("127.0.0.1:8080");
    private static final ValueType<Integer> COUNT = ValueTypes.count(1, 100_000);
    private static final ValueType<Duration> TIME = ValueTypes.time(Duration.ZERO, Duration.ofHours(1));
    private static final ValueType<Duration> PATIENCE = ValueTypes.time(Duration.ofMillis(1), Duration.ofHours(1));
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private final Terminal terminal;

    ClientCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec(
                "Asks for URLs on as few connections as it may, and shows what is sent, received and" + " waited for.");
        spec.addOption(OptionValues.option(PROXY, ADDRESS, "Asks this proxy. [the origins themselves]")
                .build());
        spec.addOption(text(METHOD, "METHOD", "Method. [GET, with --data POST]").build());
        spec.addOption(text(DATA, "TEXT", "Content of each request.").build());
        spec.addOption(OptionSpec.builder(HEADER)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("'NAME: VALUE'")
                .description("One more field line; as often as you like.")
                .build());
        spec.addOption(OptionValues.flag(HTTP10, "Speaks HTTP/1.0."));
        spec.addOption(OptionValues.flag(KEEP_ALIVE, "Says Connection: keep-alive."));
        spec.addOption(OptionValues.flag(CLOSE, "Says Connection: close."));
        spec.addOption(OptionValues.flag(PROXY_CONNECTION, "Says Proxy-Connection: keep-alive."));
        spec.addOption(OptionValues.flag(PIPELINE, "Sends all requests before it reads an answer."));
        spec.addOption(OptionValues.option(TIMES, COUNT, "Asks for all URLs so often. [1]")
                .build());
        spec.addOption(OptionValues.option(PAUSE, TIME, "Waits between two requests. [0]")
                .build());
        spec.addOption(OptionValues.option(
                        TIMEOUT, PATIENCE, "Gives up when the head of an answer, or its content, takes longer. [10s]")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("URL")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("http://HOST[:PORT]/PATH")
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "See a dumb proxy hang: clearhop client --proxy 127.0.0.1:8082 URL URL",
                        "Exit code 0: every request has its answer. " + ExitCode.HANGS.code() + ": none came in time. "
                                + ExitCode.NO_ANSWER.code() + ": no",
                        "connection could be made, or it broke, or what came is no answer.",
                        "TIME is 250ms, 5s, 2m or 1h.");
        return spec;
    }

    private static OptionSpec.Builder text(String name, String placeholder, String explanation) {
        return OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(placeholder)
                .description(explanation);
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        RawClient.Result result = RawClient.run(errand(last), terminal.out()::println);
        return switch (result.outcome()) {
            case ANSWERED -> ExitCode.OK;
            case TIMED_OUT -> terminal.fail(ExitCode.HANGS, result.sentence());
            case FAILED -> terminal.fail(ExitCode.NO_ANSWER, result.sentence());
        };
    }

    private static Errand errand(ParseResult last) {
        String proxy = last.matchedOptionValue(PROXY, null);
        HostPort address = OptionValues.read(last, PROXY, ADDRESS, new HostPort("", 1));
        String data = last.matchedOptionValue(DATA, null);
        String method = last.matchedOptionValue(METHOD, data == null ? "GET" : "POST");
        if (!method.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw OptionValues.wrong(last, METHOD + " " + Quote.of(method) + " is no method; give a word such as GET");
        }
        return new Errand(
                targets(last),
                proxy == null ? null : new Errand.Address(address.host(), address.port()),
                method,
                last.hasMatchedOption(HTTP10),
                fields(last),
                data == null ? null : new String(data.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                last.hasMatchedOption(PIPELINE),
                OptionValues.read(last, TIMES, COUNT, 1),
                OptionValues.read(last, PAUSE, TIME, Duration.ZERO),
                OptionValues.read(last, TIMEOUT, PATIENCE, DEFAULT_PATIENCE));
    }

    private static List<URI> targets(ParseResult last) {
        List<String> given = last.matchedPositionalValue(0, List.of());
        return given.stream().map(text -> target(text, last)).toList();
    }

    private static URI target(String text, ParseResult last) {
        try {
            URI target = URI.create(text.contains("://") ? text : "http://" + text);
            if ("http".equalsIgnoreCase(target.getScheme()) && target.getHost() != null) {
                return target;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below.
        }
        throw OptionValues.wrong(last, Quote.of(text) + " is no URL for this client; give http://HOST[:PORT]/PATH");
    }

    private static List<String> fields(ParseResult last) {
        if (last.hasMatchedOption(KEEP_ALIVE) && last.hasMatchedOption(CLOSE)) {
            throw OptionValues.wrong(last, KEEP_ALIVE + " and " + CLOSE + " contradict each other; leave one out");
        }
        List<String> fields = new ArrayList<>();
        if (last.hasMatchedOption(KEEP_ALIVE)) {
            fields.add("Connection: keep-alive");
        }
        if (last.hasMatchedOption(CLOSE)) {
            fields.add("Connection: close");
        }
        if (last.hasMatchedOption(PROXY_CONNECTION)) {
            fields.add("Proxy-Connection: keep-alive");
        }
        List<String> given = last.matchedOptionValue(HEADER, List.of());
        for (String field : given) {
            if (!field.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t\\x20-\\x7e\\x80-\\xff]*")) {
                throw OptionValues.wrong(
                        last, HEADER + " " + Quote.of(field) + " is no field line; give 'NAME: VALUE'");
            }
            fields.add(field);
        }
        return fields;
    }
}
