package io.clearhop.config;

import io.clearhop.http.HeadLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a configuration of what flags, environment and file say. The first layer that names a setting, or another way to say the same, decides it, with
 * all the values it gives; the others' values for it are still checked, so that a file is right or wrong whatever flags
 * it is used with.
 */
public final class ConfigReader {
    private final Draft draft = new Draft();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Setting<?>, List<Given>> decided = new LinkedHashMap<>();

    private ConfigReader() {}

    /**
     * Reads the layers, highest precedence first.
     *
     * @throws BadConfiguration with everything that is wrong in any of them
     */
    public static ProxyConfig read(List<Layer> layers) throws BadConfiguration {
        return new ConfigReader().merge(layers);
    }

    private ProxyConfig merge(List<Layer> layers) throws BadConfiguration {
        for (Layer layer : layers) {
            List<Problem> found = new ArrayList<>(layer.problems());
            Map<Setting<?>, List<Given>> values = new LinkedHashMap<>();
            layer.given()
                    .forEach(each -> values.computeIfAbsent(each.setting(), s -> new ArrayList<>())
                            .add(each));
            Set<String> decidedAbove =
                    decided.keySet().stream().map(Setting::subject).collect(Collectors.toSet());
            // A value that is overruled has its effect on a draft that nobody looks at.
            Draft overruled = new Draft();
            values.forEach((setting, given) -> {
                boolean decides = !decidedAbove.contains(setting.subject());
                if (decides) {
                    decided.put(setting, given);
                }
                given.forEach(each -> apply(each, decides ? draft : overruled, found));
            });
            found.sort(Problem.BY_LINE);
            problems.addAll(found);
        }
        if (problems.isEmpty()) {
            new ListenerPlan(draft, values(Settings.MODE), values(Settings.LISTEN)).decide(problems);
            checkHeadLimits(draft.config.build().headLimits());
            checkParent(draft.config.build());
            checkAccess(draft.config.build());
            new ConsoleCheck(draft.config.build(), problems).check(values(ConsoleRows.CONSOLE));
            new EffectCheck(draft.config.build(), decided, problems).check();
            problems.sort(Problem.BY_LINE);
        }
        if (!problems.isEmpty()) {
            throw new BadConfiguration(problems);
        }
        return draft.config.build();
    }

    private static void apply(Given given, Draft target, List<Problem> found) {
        try {
            given.setting().apply(given.text(), target);
        } catch (BadValue bad) {
            found.add(Problem.of(given, bad.sentence()));
        }
    }

    private List<Given> values(Setting<?> setting) {
        return decided.getOrDefault(setting, List.of());
    }

    private void checkHeadLimits(HeadLimits limits) {
        if (limits.headSize() >= limits.requestLine()) {
            return;
        }
        List<Given> size = values(Settings.MAX_HEAD_SIZE);
        Given culprit = size.isEmpty() ? values(Settings.MAX_REQUEST_LINE).get(0) : size.get(0);
        String sentence = "does not fit: a request line of max-request-line " + SizeType.text(limits.requestLine())
                + " is larger than a head of max-head-size " + SizeType.text(limits.headSize())
                + "; lower the one or raise the other";
        problems.add(Problem.of(culprit, sentence));
    }

    private void checkAccess(ProxyConfig config) {
        new AccessCheck(config, problems).check(values(Settings.LISTEN), values(AccessRows.AUTH_FILE));
    }

    private void checkParent(ProxyConfig config) {
        for (Given parent : values(Settings.PARENT)) {
            for (Listener listener : config.listeners()) {
                if (new HostPort(listener.host(), listener.port()).equals(config.parent())) {
                    problems.add(Problem.of(
                            parent, "is this proxy itself, which would call itself without end; give another one"));
                }
            }
        }
    }
}
