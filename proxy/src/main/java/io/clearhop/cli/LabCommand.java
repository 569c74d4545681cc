package io.clearhop.cli;

import io.clearhop.config.HostPort;
import io.clearhop.config.ValueType;
import io.clearhop.config.ValueTypes;
import io.clearhop.config.Words;
import io.clearhop.lab.report.MarkdownPage;
import io.clearhop.lab.report.RunText;
import io.clearhop.lab.report.ScenarioList;
import io.clearhop.lab.scenario.Phenomena;
import io.clearhop.lab.scenario.Scenarios;
import io.clearhop.lab.stage.Audience;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Verdict;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code clearhop lab [NAME...]}: lists the scenarios, or plays some and says what was observed. */
final class LabCommand implements Command {
    private static final String ALL = "all";
    private static final String LANG = "--lang";
    private static final String WITHOUT_CAUSE = "--without-cause";
    private static final String TIMES = "--times";
    private static final String PAGES = "--pages";
    private static final String CONSOLE = "--console";
    private static final ValueType<HostPort> CONSOLE_ADDRESS = ValueTypes.listening(LabConsole.DEFAULT.toString());
    private static final int COLUMNS = 120;
    private static final int NARROWEST = 60;

    private final Terminal terminal;

    LabCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = spec("Plays a phenomenon of connection management on real sockets of this machine,"
                + " and shows, measures and explains it.");
        spec.addOption(OptionSpec.builder(LANG)
                .paramLabel("LANGUAGE")
                .type(String.class)
                .description("en or ko; else the language of the environment, else English.")
                .build());
        spec.addOption(OptionSpec.builder(WITHOUT_CAUSE)
                .description("Takes away what brings the phenomenon about: the verdict has to turn.")
                .build());
        spec.addOption(OptionSpec.builder(TIMES)
                .paramLabel("NUMBER")
                .type(Integer.class)
                .description("Plays it so often; more than once, or more than one scenario, gives a line each.")
                .build());
        spec.addOption(OptionSpec.builder(PAGES)
                .paramLabel("DIRECTORY")
                .type(Path.class)
                .description("Writes what all runs show to lab.md, lab.ko.md and lab/ there.")
                .build());
        spec.addOption(OptionSpec.builder(CONSOLE)
                .paramLabel("HOST:PORT")
                .arity("0..1")
                .fallbackValue("")
                .type(String.class)
                .description("Shows it in the console while it is played, on " + LabConsole.DEFAULT
                        + " or any free port, and stays there.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("NAME")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("Scenarios, or " + ALL + "; without one, lists them.")
                .build());
        spec.usageMessage()
                .footer(
                        "",
                        "Exit code 0: observed. " + ExitCode.NOT_OBSERVED.code() + ": not observed, or the run failed. "
                                + ExitCode.NOT_HERE.code() + ": this machine cannot show it.");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult root, ParseResult last) {
        Language language = language(last);
        List<String> names = new ArrayList<>(last.matchedPositionalValue(0, List.of()));
        Path pages = last.matchedOptionValue(PAGES, null);
        if (last.hasMatchedOption(CONSOLE)) {
            return inConsole(last, names, language);
        }
        if (names.isEmpty() && pages == null) {
            ScenarioList.of(Scenarios.ALL, language).forEach(terminal.out()::println);
            return ExitCode.OK;
        }
        boolean causePresent = !last.hasMatchedOption(WITHOUT_CAUSE);
        int times = times(last);
        List<Scenario> named = chosen(names, last);
        List<Scenario> chosen = pages == null ? named : forPages(named, last);
        if (chosen.size() == 1 && times == 1) {
            Run run = Run.of(chosen.get(0), causePresent, Audience.NONE);
            RunText.of(run, language, columns()).forEach(terminal.out()::println);
            return exitCode(List.of(run));
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < times && !terminal.out().checkError(); i++) {
            runs.addAll(playAll(chosen, causePresent, language));
        }
        if (terminal.out().checkError()) {
            return ExitCode.FAILURE;
        }
        return pages == null ? exitCode(runs) : write(pages, runs);
    }

    private ExitCode inConsole(ParseResult last, List<String> names, Language language) {
        for (String option : List.of(PAGES, TIMES)) {
            if (last.hasMatchedOption(option)) {
                throw wrong(last, option + " is not for " + CONSOLE + "; leave one of the two out");
            }
        }
        String address = last.matchedOptionValue(CONSOLE, "");
        boolean isName = !address.isEmpty() && address.indexOf(':') < 0 && !address.matches("\\d+");
        if (isName) {
            names.add(address);
        }
        HostPort where = isName || address.isEmpty() ? null : consoleAddress(last);
        List<Scenario> chosen = chosen(names, last);
        boolean causePresent = !last.hasMatchedOption(WITHOUT_CAUSE);
        return new LabConsole(terminal).run(where, !chosen.isEmpty(), theatre -> {
            List<Run> runs = new ArrayList<>();
            for (Scenario scenario : chosen) {
                Run run = theatre.play(scenario, causePresent);
                runs.add(run);
                RunText.of(run, language, columns()).forEach(terminal.out()::println);
            }
            return runs.isEmpty() ? ExitCode.OK : exitCode(runs);
        });
    }

    /** The pages show every scenario, or would lose what they had of the others. */
    private static List<Scenario> forPages(List<Scenario> named, ParseResult last) {
        if (!named.isEmpty() && !named.equals(Scenarios.ALL)) {
            throw wrong(last, PAGES + " plays all scenarios; leave the names out");
        }
        return Scenarios.ALL;
    }

    /** Whoever reaches a console without a token may use it. */
    private static HostPort consoleAddress(ParseResult last) {
        HostPort where = OptionValues.read(last, CONSOLE, CONSOLE_ADDRESS, LabConsole.DEFAULT);
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(where.host());
        boolean own = literal == null ? where.host().equals("localhost") : literal.isLoopbackAddress();
        if (!own) {
            throw wrong(
                    last,
                    CONSOLE + " " + where + " can be reached by other machines; give 127.0.0.1:" + where.port()
                            + ", or run the proxy with --console and --console-token");
        }
        return where;
    }

    private List<Run> playAll(List<Scenario> chosen, boolean causePresent, Language language) {
        int widest = chosen.stream()
                .mapToInt(scenario -> scenario.lesson().name().length())
                .max()
                .orElse(0);
        List<Run> runs = new ArrayList<>();
        for (Scenario scenario : chosen) {
            Run run = Run.of(scenario, causePresent, Audience.NONE);
            runs.add(run);
            terminal.out().println(RunText.line(run, language, widest));
            if (run.verdict() == Verdict.NOT_OBSERVED || run.verdict() == Verdict.FAILED) {
                RunText.brief(run, language, columns())
                        .forEach(line -> terminal.out().println("    " + line));
            }
            if (terminal.out().checkError()) {
                // Nobody reads any more, as behind "| head".
                break;
            }
        }
        return runs;
    }

    private ExitCode write(Path directory, List<Run> runs) {
        try {
            for (Language language : Language.values()) {
                MarkdownPage.write(directory, runs, Phenomena.ALL, language);
            }
            return exitCode(runs);
        } catch (IOException failure) {
            return terminal.fail(
                    ExitCode.FAILURE,
                    "cannot write the pages to " + directory + ": " + failure + "; choose another directory");
        }
    }

    /** Skipped scenarios are no failure where others were observed. */
    private static ExitCode exitCode(List<Run> runs) {
        if (runs.stream().allMatch(run -> run.verdict() == Verdict.SKIPPED)) {
            return ExitCode.NOT_HERE;
        }
        boolean good =
                runs.stream().allMatch(run -> run.verdict() == Verdict.OBSERVED || run.verdict() == Verdict.SKIPPED);
        return good ? ExitCode.OK : ExitCode.NOT_OBSERVED;
    }

    private List<Scenario> chosen(List<String> names, ParseResult last) {
        if (names.equals(List.of(ALL))) {
            return Scenarios.ALL;
        }
        List<String> known = new ArrayList<>(List.of(ALL));
        Scenarios.ALL.forEach(scenario -> known.add(scenario.lesson().name()));
        List<Scenario> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(Scenarios.named(name)
                    .orElseThrow(() -> wrong(
                            last,
                            "'" + name + "' is no scenario; "
                                    + Words.nearest(name, known)
                                            .map(near -> "did you mean " + near + "?")
                                            .orElse("clearhop lab lists them"))));
        }
        return chosen;
    }

    private int times(ParseResult last) {
        int times = last.matchedOptionValue(TIMES, 1);
        if (times < 1) {
            throw wrong(last, TIMES + " is " + times + "; give a number from 1");
        }
        return times;
    }

    private Language language(ParseResult last) {
        String wanted = last.matchedOptionValue(LANG, "");
        if (!wanted.isEmpty()) {
            return Language.of(wanted)
                    .orElseThrow(() -> wrong(last, "'" + wanted + "' is no language of the lab; give en or ko"));
        }
        return List.of("LC_ALL", "LC_MESSAGES", "LANG").stream()
                .map(variable -> terminal.environment().getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .flatMap(Language::of)
                .orElse(Language.ENGLISH);
    }

    private int columns() {
        String columns = terminal.environment().getOrDefault("COLUMNS", "");
        return Optional.of(columns)
                .filter(value -> value.matches("[1-9][0-9]{0,3}"))
                .map(value -> Math.max(NARROWEST, Integer.parseInt(value)))
                .orElse(COLUMNS);
    }

    private static ParameterException wrong(ParseResult last, String sentence) {
        return new ParameterException(last.commandSpec().commandLine(), sentence);
    }
}
