package io.clearhop.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether all that is set can have an effect. Who asks for a password where nobody is asked for one must hear of it. */
final class EffectCheck {
    /** What a blind relay never looks at. */
    static final Set<String> SMART_ALONE = Set.of(
            "auth-file",
            "parent-auth",
            "parent-auth-file",
            "on-protected-nomination",
            "upgrade",
            "http10-keep-alive",
            "keep-alive-hint",
            "client-max-exchanges",
            "max-request-content",
            "request-content-timeout",
            "response-head-timeout",
            "origin-idle-timeout",
            "stall-timeout",
            "reuse",
            "retry-on",
            "origin-max-connections",
            "origin-max-connections-per-client",
            "origin-max-idle",
            "origin-max-waiting",
            "origin-max-exchanges",
            "origin-max-lifetime");

    private final ProxyConfig config;
    private final Map<Setting<?>, List<Given>> decided;
    private final List<Problem> problems;

    EffectCheck(ProxyConfig config, Map<Setting<?>, List<Given>> decided, List<Problem> problems) {
        this.config = config;
        this.decided = decided;
        this.problems = problems;
    }

    /** Adds what has no effect. */
    void check() {
        decided.values().forEach(given -> {
            Given first = given.get(0);
            String lack = first.text().equals(first.setting().defaultText()) ? "" : lack(first);
            if (!lack.isEmpty()) {
                problems.add(Problem.of(first, "has no effect, because " + lack + ", or leave this out"));
            }
        });
        anyPort(decided.getOrDefault(AccessRows.CONNECT_PORT, List.of()));
    }

    private String lack(Given given) {
        String key = given.setting().key();
        if (isOverruled(given)) {
            return lackOfOthers(key, given.place());
        }
        if (SMART_ALONE.contains(key)
                && config.listeners().stream().allMatch(listener -> listener.mode() == ListenMode.DUMB)) {
            return "every listener is dumb; listen with a smart one";
        }
        if (key.equals("proxy-protocol-from") && config.listeners().stream().noneMatch(Listener::proxyProtocol)) {
            return "no listener reads PROXY headers; write ,proxy-protocol behind its address";
        }
        return lackOfOthers(key, given.place());
    }

    private String lackOfOthers(String key, Place place) {
        return switch (key) {
            case "parent-auth", "parent-auth-file", "parent-bypass" ->
                config.parent() != null ? "" : "there is no parent; add " + example(Settings.PARENT, place);
            case "auth-realm" ->
                config.access().authFile() != null
                        ? ""
                        : "nobody is asked for a password; add " + example(AccessRows.AUTH_FILE, place);
            case "record-rate", "record-exchanges", "record-connections", "show-secrets" ->
                config.recording().on() ? "" : "nothing is recorded; say " + example(RecordRows.RECORD, place);
            default -> "";
        };
    }

    private static String example(Setting<?> setting, Place place) {
        return place.line(setting, setting.type().example());
    }

    /** A file may be used with flags that say where to listen; that these do not need all of it is no mistake. */
    private boolean isOverruled(Given given) {
        return List.<Setting<?>>of(Settings.MODE, Settings.LISTEN).stream()
                .flatMap(setting -> decided.getOrDefault(setting, List.of()).stream())
                .anyMatch(listener -> rank(listener.place()) < rank(given.place()));
    }

    private static int rank(Place place) {
        if (place instanceof Place.CommandLine) {
            return 0;
        }
        return place instanceof Place.Environment ? 1 : 2;
    }

    private void anyPort(List<Given> ports) {
        if (ports.size() > 1) {
            ports.stream()
                    .filter(port -> port.text().equals(PortType.ANY))
                    .findFirst()
                    .ifPresent(any -> problems.add(
                            Problem.of(any, "contradicts the other values; give any alone, or name the ports")));
        }
    }
}
