package io.clearhop.cli;

import io.clearhop.config.ListenMode;
import io.clearhop.config.Setting;
import io.clearhop.config.SettingGroup;
import io.clearhop.config.Settings;
import io.clearhop.config.Words;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of the proxy itself: picocli's frame around a list of options that is made from the table of settings. */
final class HelpText {
    /** Columns of the narrowest screen. */
    static final int WIDTH = 80;

    private static final int OPTION_COLUMN = 32;

    private HelpText() {}

    /** Makes this the help of a command that has the settings as options; the header is one line. */
    static void describe(CommandLine command, String header) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.description(
                "",
                "  clearhop                   a smart proxy on 127.0.0.1:8080",
                "  clearhop --smart --dumb    smart on port 8080, dumb on 8082 beside it",
                "  curl -v -x http://127.0.0.1:8080 http://example.com/");
        usage.header(header, "");
        usage.synopsisHeading("");
        usage.customSynopsis("Usage: clearhop [run] [OPTION...]", "       clearhop COMMAND");
        usage.commandListHeading("%nCommands%n");
        usage.exitCodeListHeading("%nExit codes%n");
        usage.exitCodeList(ExitCode.table());
        usage.footer(
                "",
                "Each setting is also an environment variable (--dns-timeout 3s is",
                "CLEARHOP_DNS_TIMEOUT=3s) and a line of the --config file (dns-timeout = 3s).",
                "Options count before the environment, the environment before the file.",
                "CLEARHOP_CONFIG=FILE is --config FILE; clearhop config check FILE checks one.",
                "TIME is 250ms, 5s, 2m, 1h or 1d; SIZE is 4096, 64k or 1m.");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options());
    }

    private static String options() {
        StringBuilder text = new StringBuilder();
        for (SettingGroup group : SettingGroup.values()) {
            text.append(System.lineSeparator()).append(group.heading()).append(System.lineSeparator());
            if (group == SettingGroup.LISTENING) {
                String modes = List.of(ListenMode.values()).stream()
                        .map(SettingOptions::shorthand)
                        .collect(Collectors.joining(", "));
                append(text, modes, "Short for --mode; both: smart on 8080, dumb on 8082.");
            }
            Settings.ALL.stream()
                    .filter(setting -> setting.group() == group)
                    .forEach(setting -> append(text, usage(setting), setting.explanation()));
        }
        text.append(System.lineSeparator()).append("General").append(System.lineSeparator());
        append(text, SettingOptions.CONFIG + " FILE", "File of settings; clearhop config prints one.");
        append(text, "-h, --help", "Shows this text.");
        append(text, "-V, --version", "Shows version, commit, JVM and transport.");
        return text.toString();
    }

    private static String usage(Setting<?> setting) {
        return setting.flag() + " " + setting.type().placeholder();
    }

    private static void append(StringBuilder text, String option, String description) {
        String left = "  " + option;
        if (left.length() >= OPTION_COLUMN) {
            // The description stands below an option that leaves it no room.
            text.append(left).append(System.lineSeparator());
            left = "";
        }
        for (String line : Words.wrap(description, WIDTH - OPTION_COLUMN - 1)) {
            text.append(left)
                    .append(" ".repeat(OPTION_COLUMN - left.length()))
                    .append(line)
                    .append(System.lineSeparator());
            left = "";
        }
    }
}
