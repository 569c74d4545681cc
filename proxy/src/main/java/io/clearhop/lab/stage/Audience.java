package io.clearhop.lab.stage;

import io.clearhop.observe.Observer;
import java.util.List;

/** Who watches a run while it goes on. Told on the thread that plays. */
public interface Audience {
    /** Nobody. */
    Audience NONE = new Audience() {};

    /** A run begins. */
    default void began(Lesson lesson, boolean causePresent) {}

    /** The scenario says something. */
    default void captioned(Step.Caption caption) {}

    /** The run is over. */
    default void ended(Run run) {}

    /** Whether somebody looks on while it goes on, who sees nothing of what passes too quickly. */
    default boolean looksOn() {
        return false;
    }

    /** Who is told what the proxies on the stage do, each on its own thread. */
    default List<Observer> observers() {
        return List.of();
    }
}
