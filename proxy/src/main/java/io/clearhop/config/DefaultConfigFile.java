package io.clearhop.config;

/** The file that {@code clearhop config} prints: every key, explained, with its default. */
public final class DefaultConfigFile {
    private static final int WIDTH = 100;

    private DefaultConfigFile() {}

    /** The whole text, every key commented out: to read it as a configuration gives the defaults. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        text.append("# Clearhop's settings with their defaults; where there is none, with an example. To set one,\n")
                .append("# remove the # before its key.\n")
                .append("#\n")
                .append("# Each is a flag and an environment variable as well: connect-timeout = 5s is\n")
                .append("# --connect-timeout 5s and CLEARHOP_CONNECT_TIMEOUT=5s. Flags count before the environment,\n")
                .append("# the environment before this file. A repeatable key may have several lines (in the\n")
                .append("# environment: values with commas between).\n");
        for (SettingGroup group : SettingGroup.values()) {
            text.append("\n\n# ").append(group.heading()).append('\n');
            Settings.ALL.stream().filter(setting -> setting.group() == group).forEach(setting -> append(text, setting));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Setting<?> setting) {
        text.append('\n');
        for (String line : Words.wrap(setting.explanation(), WIDTH - 2)) {
            text.append("# ").append(line).append('\n');
        }
        String value = setting.defaultText().isEmpty() ? setting.type().example() : setting.defaultText();
        text.append('#').append(setting.key()).append(" = ").append(value);
        text.append('\n');
    }
}
