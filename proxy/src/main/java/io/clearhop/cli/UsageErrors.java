package io.clearhop.cli;

import io.clearhop.config.Quote;
import io.clearhop.config.Setting;
import io.clearhop.config.Settings;
import io.clearhop.config.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said about a command line that makes no sense: one line with the option, the value and the fix. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        return terminal.fail(ExitCode.USAGE, sentence(failure)).code();
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), failure.getCommandLine());
        }
        if (failure instanceof MissingParameterException missing) {
            return missing(missing.getMissing());
        }
        if (failure instanceof OverwrittenOptionException twice
                && twice.getOverwritten() instanceof OptionSpec option) {
            return option.longestName() + " is given twice; give it once";
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static String unknown(String argument, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String help = spec.qualifiedName() + " --help shows all";
        if (!argument.startsWith("-")) {
            List<String> commands = command.getSubcommands().entrySet().stream()
                    .filter(each ->
                            !each.getValue().getCommandSpec().usageMessage().hidden())
                    .map(Map.Entry::getKey)
                    .toList();
            return commands.isEmpty()
                    ? Quote.of(argument) + " is too much for " + spec.qualifiedName() + "; leave it out"
                    : Quote.of(argument) + " is no command; give " + Words.or(commands);
        }
        String name = argument.replaceFirst("=.*", "");
        List<String> options =
                spec.options().stream().map(OptionSpec::longestName).toList();
        Optional<String> meant = Words.nearest(name.toLowerCase(Locale.ROOT).replace('_', '-'), options);
        return Quote.of(name) + " is no option; "
                + meant.map(option -> "did you mean " + option + "?").orElse(help);
    }

    private static String missing(List<ArgSpec> missing) {
        ArgSpec first = missing.get(0);
        if (!(first instanceof OptionSpec option)) {
            return first.paramLabel() + " is missing; give it at the end";
        }
        String name = option.longestName();
        String example = Settings.find(name.substring(2))
                .map(Setting::type)
                .map(type -> ", such as " + type.example())
                .orElse("");
        return name + " has no value; give " + option.paramLabel() + example;
    }
}
