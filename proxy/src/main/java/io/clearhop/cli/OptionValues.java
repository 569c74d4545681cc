package io.clearhop.cli;

import io.clearhop.config.BadValue;
import io.clearhop.config.Quote;
import io.clearhop.config.ValueType;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options of commands that are no settings, with values of the same kinds. */
final class OptionValues {
    private OptionValues() {}

    /** An option whose value is a text for picocli: its type reads it. */
    static OptionSpec.Builder option(String name, ValueType<?> type, String explanation) {
        return OptionSpec.builder(name)
                .arity("1")
                .type(String.class)
                .paramLabel(type.placeholder())
                .completionCandidates(type.choices())
                .description(explanation);
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String explanation) {
        return OptionSpec.builder(name).description(explanation).build();
    }

    /** The value of an option; {@code other} where it is not given. */
    static <T> T read(ParseResult last, String name, ValueType<T> type, T other) {
        String text = last.matchedOptionValue(name, null);
        if (text == null) {
            return other;
        }
        try {
            return type.parse(text.strip());
        } catch (BadValue bad) {
            throw wrong(last, name, text, bad);
        }
    }

    /** What is said about a value that is none. */
    static ParameterException wrong(ParseResult last, String name, String text, BadValue bad) {
        return wrong(last, name + " " + Quote.of(text) + " " + bad.sentence());
    }

    /** What is said about a command line. */
    static ParameterException wrong(ParseResult last, String sentence) {
        return new ParameterException(last.commandSpec().commandLine(), sentence);
    }
}
