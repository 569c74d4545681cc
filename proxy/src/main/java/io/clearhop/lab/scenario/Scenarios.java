package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Scenario;
import java.util.List;
import java.util.Optional;

/** All scenarios, in the order in which one learns from them. */
public final class Scenarios {
    /** Sorted by family; within one the order in which they build on each other. */
    public static final List<Scenario> ALL = List.of(new DumbHang());

    private Scenarios() {}

    /** The scenario with this name. */
    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(each -> each.lesson().name().equals(name)).findFirst();
    }
}
