package io.clearhop.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the environment variables say: {@code CLEARHOP_CONNECT_TIMEOUT} for {@code connect-timeout}, and so on. */
public final class Environment {
    /** The variable that stands for {@code --config}; no setting, because a file cannot name itself. */
    public static final String CONFIG_FILE = Setting.VARIABLE_PREFIX + "CONFIG";

    private Environment() {}

    /**
     * Reads all variables that are settings. A variable without text counts as not set, since container files cannot
     * leave one out. Unknown ones are a problem only where they look like a mistyped setting: launchers and Kubernetes
     * set variables with this prefix, too.
     */
    public static Layer read(Map<String, String> variables) {
        List<Given> given = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Setting<?>> known = new HashMap<>();
        Settings.ALL.forEach(setting -> known.put(setting.variable(), setting));
        new TreeMap<>(variables).forEach((variable, text) -> {
            Setting<?> setting = known.get(variable);
            if (setting != null) {
                given.addAll(values(setting, text.strip()));
            } else if (variable.startsWith(Setting.VARIABLE_PREFIX) && !variable.equals(CONFIG_FILE)) {
                mistyped(variable).ifPresent(problems::add);
            }
        });
        return new Layer(given, problems);
    }

    private static List<Given> values(Setting<?> setting, String text) {
        Place place = new Place.Environment(setting.variable());
        if (text.isEmpty()) {
            return List.of();
        }
        if (!setting.repeatable()) {
            return List.of(new Given(setting, text, place));
        }
        List<Given> values = new ArrayList<>();
        for (String part : setting.type().split(text)) {
            values.add(new Given(setting, part, place));
        }
        return values;
    }

    private static Optional<Problem> mistyped(String variable) {
        String name = variable.substring(Setting.VARIABLE_PREFIX.length());
        List<String> known = Settings.ALL.stream()
                .map(setting -> setting.variable().substring(Setting.VARIABLE_PREFIX.length()))
                .toList();
        return Words.nearest(name, known)
                .map(meant -> new Problem(
                        new Place.Environment(variable),
                        variable + " is no setting; write " + Setting.VARIABLE_PREFIX + meant + ", or unset it"));
    }
}
