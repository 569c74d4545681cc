package io.clearhop.cli;

import io.clearhop.config.Given;
import io.clearhop.config.Layer;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Place;
import io.clearhop.config.Setting;
import io.clearhop.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The table of settings as options, and parsed options as a layer of settings. */
final class SettingOptions {
    static final String CONFIG = "--config";
    static final String CONFIG_PLACEHOLDER = "FILE";

    private SettingOptions() {}

    static void addTo(CommandSpec command) {
        command.addOption(OptionSpec.builder(CONFIG)
                .type(Path.class)
                .paramLabel(CONFIG_PLACEHOLDER)
                .build());
        for (ListenMode mode : ListenMode.values()) {
            command.addOption(
                    OptionSpec.builder(shorthand(mode)).type(boolean.class).build());
        }
        Settings.ALL.forEach(setting -> command.addOption(option(setting)));
    }

    /** {@code --smart} for {@code --mode smart}. */
    static String shorthand(ListenMode mode) {
        return "--" + mode.name().toLowerCase(Locale.ROOT);
    }

    // Every value is a text for picocli: the table reads it, and says the same about it as about a file's.
    private static OptionSpec option(Setting<?> setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag())
                .arity("1")
                .paramLabel(setting.type().placeholder())
                .completionCandidates(setting.type().choices());
        return setting.repeatable()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    /** What the options say, those before and after the command's name. */
    static Layer layer(ParseResult root) {
        List<Given> given = new ArrayList<>();
        for (ParseResult each = root; each != null; each = each.subcommand()) {
            each.matchedOptionsSet().forEach(option -> given.addAll(values(option)));
        }
        return new Layer(given, List.of());
    }

    private static List<Given> values(OptionSpec option) {
        String name = option.longestName();
        for (ListenMode mode : ListenMode.values()) {
            if (shorthand(mode).equals(name)) {
                String word = name.substring(2);
                return List.of(new Given(Settings.MODE, word, new Place.CommandLine(name, true)));
            }
        }
        Optional<Setting<?>> setting = Settings.find(name.substring(2));
        if (setting.isEmpty()) {
            return List.of();
        }
        Place place = new Place.CommandLine(name, false);
        return option.stringValues().stream()
                .map(text -> new Given(setting.get(), text.strip(), place))
                .toList();
    }

    /** The value of {@code --config}, before or after the command's name. */
    static Optional<Path> configFile(ParseResult root) {
        Optional<Path> file = Optional.empty();
        for (ParseResult each = root; each != null; each = each.subcommand()) {
            Path value = each.matchedOptionValue(CONFIG, null);
            file = value == null ? file : Optional.of(value);
        }
        return file;
    }
}
