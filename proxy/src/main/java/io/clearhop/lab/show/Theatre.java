package io.clearhop.lab.show;

import io.clearhop.console.Playhouse;
import io.clearhop.lab.scenario.Scenarios;
import io.clearhop.lab.stage.Audience;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.record.LiveState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays scenarios, one at a time, so that a console shows them while they go on. Thread-safe. */
public final class Theatre implements Playhouse {
    private final LiveState live;
    /** Looked at when somebody asks: a proxy that starts has no use for them yet. */
    private final Supplier<List<Scenario>> scenarios;

    // Guarded by this.
    private boolean playing;
    private int performances;
    private @Nullable Show last;

    /** Makes a theatre for a console that shows this. */
    public Theatre(LiveState live) {
        this(live, () -> Scenarios.ALL);
    }

    Theatre(LiveState live, Supplier<List<Scenario>> scenarios) {
        this.live = live;
        this.scenarios = scenarios;
    }

    @Override
    public List<Play> plays() {
        return scenarios.get().stream()
                .map(scenario -> Programme.of(scenario.lesson()))
                .toList();
    }

    @Override
    public Begun begin(String name, boolean causePresent) {
        Optional<Scenario> found = scenarios.get().stream()
                .filter(each -> each.lesson().name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            return Begun.UNKNOWN;
        }
        Show show = next(found.get(), causePresent);
        if (show == null) {
            return Begun.BUSY;
        }
        Thread stage = new Thread(() -> perform(found.get(), causePresent, show), "clearhop-lab");
        // Whoever stops the proxy does not wait for the end of a play.
        stage.setDaemon(true);
        stage.start();
        return Begun.YES;
    }

    /**
     * Plays a scenario, and returns when it is over.
     *
     * @throws IllegalStateException if another one is being played
     */
    public Run play(Scenario scenario, boolean causePresent) {
        Show show = next(scenario, causePresent);
        if (show == null) {
            throw new IllegalStateException("the stage is in use");
        }
        return perform(scenario, causePresent, show);
    }

    private synchronized @Nullable Show next(Scenario scenario, boolean causePresent) {
        if (playing) {
            return null;
        }
        playing = true;
        long version = last == null ? 0 : last.now().version();
        Show show = new Show(live, ++performances, scenario.lesson().name(), causePresent, version + 1);
        last = show;
        return show;
    }

    private Run perform(Scenario scenario, boolean causePresent, Audience show) {
        try {
            return Run.of(scenario, causePresent, show);
        } finally {
            synchronized (this) {
                playing = false;
            }
        }
    }

    @Override
    public synchronized @Nullable Performance performance() {
        return last == null ? null : last.now();
    }
}
