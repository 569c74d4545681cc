package io.clearhop.cli;

import io.clearhop.access.DestinationPattern;
import io.clearhop.config.BadValue;
import io.clearhop.config.HostPort;
import io.clearhop.config.Quote;
import io.clearhop.config.ValueType;
import io.clearhop.config.ValueTypes;
import io.clearhop.pac.PacFile;
import io.clearhop.pac.Patterns;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop pac [PROXY...]}: prints a file that tells browsers when to ask which proxy. */
final class PacCommand implements Command {
    private static final String DEFAULT_PROXY = "127.0.0.1:8080";
    private static final ValueType<HostPort> ADDRESS = ValueTypes.peer(DEFAULT_PROXY);
    private static final String DIRECT = "--direct";
    private static final String ONLY = "--only";
    private static final String OR_DIRECT = "--or-direct";
    private static final String LOOK_UP = "--look-up";
    private static final List<String> EVERYWHERE = List.of("0.0.0.0", "::");

    private final Terminal terminal;

    PacCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Prints a proxy auto-config file (PAC): which proxies a browser asks, and for what.");
        spec.addOption(
                patterns(
                        DIRECT,
                        "Asked for without a proxy: example.org, *.example.org for names under it,"
                                + " .example.org for both, or a block of addresses such as 10.0.0.0/8. Repeatable, or with commas."));
        spec.addOption(patterns(ONLY, "Goes through the proxies, and nothing else does."));
        spec.addOption(OptionValues.flag(
                OR_DIRECT, "When no proxy can be connected to, the browser goes to the origin itself."));
        spec.addOption(OptionValues.flag(
                LOOK_UP, "Blocks of addresses are for names as well; the browser looks each one up."));
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("PROXY")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("HOST:PORT, tried in this order; " + DEFAULT_PROXY + " if there is none.")
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "  clearhop pac --direct .example.org >proxy.pac",
                        "  clearhop pac --or-direct 127.0.0.1:8080 proxy.example.org:8080 >proxy.pac",
                        "",
                        "A running proxy has one for itself: http://127.0.0.1:8081/proxy.pac. Browsers",
                        "want the address of such a file where they speak of automatic configuration.");
        return spec;
    }

    private static OptionSpec patterns(String name, String description) {
        return OptionSpec.builder(name)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("CIDR|NAME")
                .description(description)
                .build();
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        PacFile file = new PacFile(
                proxies(last),
                last.hasMatchedOption(OR_DIRECT),
                patterns(last, DIRECT),
                patterns(last, ONLY),
                last.hasMatchedOption(LOOK_UP));
        terminal.out().print(file.text());
        return ExitCode.OK;
    }

    private static List<HostPort> proxies(ParseResult last) {
        List<HostPort> proxies = new ArrayList<>();
        for (String text : last.matchedPositionalValue(0, List.of(DEFAULT_PROXY))) {
            HostPort proxy = proxy(last, text);
            if (EVERYWHERE.contains(proxy.host())) {
                throw OptionValues.wrong(
                        last,
                        "PROXY " + Quote.of(text)
                                + " is an address to listen on; give the one that browsers connect to");
            }
            if (proxies.contains(proxy)) {
                throw OptionValues.wrong(last, "PROXY " + Quote.of(text) + " is given twice; give it once");
            }
            proxies.add(proxy);
        }
        return proxies;
    }

    private static HostPort proxy(ParseResult last, String text) {
        try {
            return ADDRESS.parse(text);
        } catch (BadValue bad) {
            throw OptionValues.wrong(last, "PROXY " + Quote.of(text) + " " + bad.sentence());
        }
    }

    private static List<DestinationPattern> patterns(ParseResult last, String option) {
        List<DestinationPattern> patterns = new ArrayList<>();
        for (String text : last.matchedOptionValue(option, List.<String>of())) {
            try {
                patterns.addAll(Patterns.read(text));
            } catch (IllegalArgumentException bad) {
                throw OptionValues.wrong(last, option + " " + bad.getMessage());
            }
        }
        return patterns;
    }
}
