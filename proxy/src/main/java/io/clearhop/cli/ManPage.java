package io.clearhop.cli;

import io.clearhop.config.Setting;
import io.clearhop.config.SettingGroup;
import io.clearhop.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The manual page, from the same commands and the same table of settings as the help.
 *
 * <p>picocli's own generator writes AsciiDoc, which would need a second tool, and knows nothing of the table.
 */
final class ManPage {
    private final Roff page = new Roff();

    private ManPage() {}

    static String of(CommandLine root, String version) {
        ManPage man = new ManPage();
        man.page.title(CommandTree.NAME, version);
        man.begin(root);
        man.settings();
        man.commands(root);
        man.end(root);
        return man.page.text();
    }

    private void begin(CommandLine root) {
        UsageMessageSpec usage = root.getCommandSpec().usageMessage();
        String header = usage.header()[0];
        page.section("NAME");
        page.paragraph(CommandTree.NAME + " - " + header.substring(header.indexOf(' ') + 1));
        page.section("SYNOPSIS");
        page.asWritten(Stream.of(usage.customSynopsis())
                .map(line -> line.replaceFirst("^Usage: ", "").strip())
                .toList());
        page.section("DESCRIPTION");
        page.paragraph("Without a command it runs the proxy.");
        page.asWritten(List.of(usage.description()));
        page.section("ENVIRONMENT AND FILES");
        page.paragraph(Stream.of(usage.footer()).filter(line -> !line.isEmpty()).collect(Collectors.joining(" ")));
    }

    private void settings() {
        page.section("SETTINGS");
        for (SettingGroup group : SettingGroup.values()) {
            page.subsection(group.heading());
            for (Setting<?> setting : Settings.ALL) {
                if (setting.group() == group) {
                    page.item(setting.flag(), setting.type().placeholder(), setting.explanation());
                }
            }
        }
        page.subsection("General");
        page.item("--smart, --dumb", "", "Short for --mode; both: smart on 8080, dumb on 8082.");
        page.item(SettingOptions.CONFIG, SettingOptions.CONFIG_PLACEHOLDER, "File of settings.");
        page.item("-h, --help", "", "Shows the settings.");
        page.item("-V, --version", "", "Shows version, commit, JVM and transport.");
    }

    private void commands(CommandLine root) {
        page.section("COMMANDS");
        for (Map.Entry<String, CommandLine> each : root.getSubcommands().entrySet()) {
            command(each.getValue());
        }
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        if (usage.hidden()) {
            return;
        }
        page.subsection(spec.qualifiedName());
        boolean isRun = usage.customSynopsis().length > 0;
        if (isRun) {
            page.paragraph(usage.header()[0]);
            return;
        }
        page.asWritten(plain(command.getHelp().synopsis(0)));
        page.paragraph(String.join(" ", usage.description()));
        for (OptionSpec option : spec.options()) {
            String label = option.arity().max() > 0 ? option.paramLabel() : "";
            page.item(String.join(", ", option.names()), label, String.join(" ", option.description()));
        }
        spec.positionalParameters()
                .forEach(parameter -> page.item("", parameter.paramLabel(), String.join(" ", parameter.description())));
        page.asWritten(List.of(usage.footer()));
        command.getSubcommands().values().forEach(this::command);
    }

    private static List<String> plain(String synopsis) {
        return Help.Ansi.OFF.string(synopsis).lines().toList();
    }

    private void end(CommandLine root) {
        page.section("EXIT STATUS");
        root.getCommandSpec().usageMessage().exitCodeList().forEach((code, meaning) -> page.item(code, "", meaning));
    }
}
