package io.clearhop.cli;

import io.clearhop.config.BadValue;
import io.clearhop.config.HostPort;
import io.clearhop.config.ValueType;
import io.clearhop.config.ValueTypes;
import io.clearhop.lab.testorigin.Manners;
import io.clearhop.lab.testorigin.TestOrigin;
import io.clearhop.lab.testorigin.Trait;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code clearhop origin}: an origin to try clients and proxies on. */
final class OriginCommand implements Command {
    private static final String LISTEN = "--listen";
    private static final String QUIET = "--quiet";
    private static final HostPort DEFAULT = new HostPort("127.0.0.1", 8090);
    private static final ValueType<HostPort> ADDRESS = ValueTypes.listening(DEFAULT.toString());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final Terminal terminal;

    OriginCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Runs an origin to try clients and proxies on; it behaves well or badly, as you like.");
        spec.addOption(OptionValues.option(LISTEN, ADDRESS, "Where it listens. [" + DEFAULT + "]")
                .build());
        Trait.ALL.forEach(trait -> spec.addOption(OptionValues.option(option(trait), trait.type(), trait.explanation())
                .build()));
        spec.addOption(OptionValues.flag(QUIET, "Says nothing about connections and requests."));
        spec.usageMessage()
                .footer(
                        "",
                        "One request asks for other manners with its query, under the same names:",
                        "  curl 'http://127.0.0.1:8090/?delay=2s&status=503&size=1m&close'",
                        "?close says Connection: close, ?drop closes without an answer, ?reset resets.",
                        "/echo answers with the request. Ctrl-C ends it. Exit code " + ExitCode.CANNOT_LISTEN.code()
                                + ": cannot listen.",
                        "TIME is 250ms, 5s, 2m or 1h; SIZE is 4096, 64k or 1m.");
        return spec;
    }

    private static String option(Trait<?> trait) {
        return "--" + trait.name();
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        HostPort where = OptionValues.read(last, LISTEN, ADDRESS, DEFAULT);
        Manners manners = manners(last);
        try (TestOrigin origin = TestOrigin.start(where, manners, lines(last))) {
            CountDownLatch told = new CountDownLatch(1);
            StopSignals.handle(told::countDown);
            InetSocketAddress address = origin.address();
            HostPort bound = new HostPort(NetUtil.toAddressString(address.getAddress()), address.getPort());
            terminal.err()
                    .println("origin listens on " + bound + "; try: curl -v http://" + bound + "/echo; Ctrl-C stops");
            told.await();
            return ExitCode.OK;
        } catch (IOException failure) {
            return terminal.fail(ExitCode.CANNOT_LISTEN, cannotListen(where, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILURE;
        }
    }

    private static Manners manners(ParseResult last) {
        Manners manners = Manners.DEFAULT;
        for (Trait<?> trait : Trait.ALL) {
            String text = last.matchedOptionValue(option(trait), null);
            if (text != null) {
                try {
                    manners = trait.chosen(manners, text.strip());
                } catch (BadValue bad) {
                    throw OptionValues.wrong(last, option(trait), text, bad);
                }
            }
        }
        if (manners.chunked() && manners.lengthError() != 0) {
            throw OptionValues.wrong(
                    last,
                    "--length-error has no effect with --chunked, which sends no length; leave one of the two out");
        }
        return manners;
    }

    private Consumer<String> lines(ParseResult last) {
        return last.hasMatchedOption(QUIET)
                ? line -> {}
                : line -> terminal.out().println(TIME.format(LocalTime.now(ZoneId.systemDefault())) + " " + line);
    }

    private static String cannotListen(HostPort where, IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.contains("Address already in use")
                ? "cannot listen on " + where + ": " + BindFailureText.takenBy(where)
                        + "; stop that, or choose another port with " + LISTEN
                : "cannot listen on " + where + ": " + reason + "; choose an address of this machine with " + LISTEN
                        + " HOST:PORT";
    }
}
