package io.clearhop.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings modes and listen values together. {@code mode} is for the listen values that name none; without any listen value
 * it decides which of the proxy's own addresses are taken.
 */
final class ListenerPlan {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int FIRST_PORT = 8080;
    private static final int DUMB_BESIDE_SMART_PORT = 8082;

    private final Draft draft;
    private final List<ListenMode> modes;
    private final List<Given> givenModes;
    private final List<Given> givenListens;

    ListenerPlan(Draft draft, List<Given> givenModes, List<Given> givenListens) {
        this.draft = draft;
        this.modes = draft.modes.isEmpty()
                ? List.of(ListenMode.SMART)
                : draft.modes.stream().distinct().toList();
        this.givenModes = givenModes;
        this.givenListens = givenListens;
    }

    /** Sets the draft's listeners, or adds to the problems what contradicts itself. */
    void decide(List<Problem> problems) {
        List<Listener> listeners = draft.listens.isEmpty() ? ownAddresses() : addresses(problems);
        if (problems.isEmpty()) {
            checkModesAreUsed(listeners, problems);
        }
        draft.config.listeners(listeners);
    }

    private List<Listener> ownAddresses() {
        if (modes.size() == 1) {
            return List.of(new Listener(modes.get(0), LOOPBACK, FIRST_PORT));
        }
        return List.of(
                new Listener(ListenMode.SMART, LOOPBACK, FIRST_PORT),
                new Listener(ListenMode.DUMB, LOOPBACK, DUMB_BESIDE_SMART_PORT));
    }

    private List<Listener> addresses(List<Problem> problems) {
        List<Listener> listeners = new ArrayList<>();
        // Texts, for the JVM makes what compares a record when it is first compared, in a fiftieth of a start.
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < draft.listens.size(); i++) {
            ListenSpec spec = draft.listens.get(i);
            HostPort address = spec.address();
            if (spec.mode() == null && modes.size() > 1) {
                problems.add(Problem.of(
                        givenListens.get(i),
                        "names no mode while both smart and dumb are asked for; write smart=" + address + " or dumb="
                                + address));
            } else if (address.port() != 0 && !taken.add(address.toString())) {
                problems.add(Problem.of(givenListens.get(i), "is listened on already; give each address once"));
            }
            listeners.add(spec.in(modes.get(0)));
        }
        return listeners;
    }

    /** Somebody who types --dumb and gets a smart proxy would look for the mistake in the wrong place. */
    private void checkModesAreUsed(List<Listener> listeners, List<Problem> problems) {
        for (int i = 0; i < givenModes.size(); i++) {
            Given given = givenModes.get(i);
            ListenMode mode = draft.modes.get(i);
            if (given.place() instanceof Place.CommandLine
                    && listeners.stream().noneMatch(listener -> listener.mode() == mode)) {
                String word = ChoiceType.word(mode);
                problems.add(Problem.of(
                        given,
                        "has no effect, because each listen value names another mode; write " + word + "="
                                + draft.listens.get(0).address() + " there"));
            }
        }
    }
}
