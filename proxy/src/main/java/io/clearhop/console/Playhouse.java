package io.clearhop.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be played beside the proxy, for whoever looks at the console: the lab. Thread-safe. */
public interface Playhouse {
    /** Whether a play began. */
    enum Begun {
        YES,
        /** One is being played, and there is one stage. */
        BUSY,
        /** There is none of this name. */
        UNKNOWN
    }

    /**
     * The same in each language of the page.
     *
     * @param en in English
     * @param ko in Korean
     */
    record Words(String en, String ko) {}

    /**
     * A scenario, with what it teaches.
     *
     * @param name for the API
     * @param family what it belongs to
     * @param title in a line
     * @param see what one sees
     * @param why where it comes from
     * @param cure how the standard, or the smart proxy, solves it
     * @param today where one meets it today
     * @param cause what brings it about
     * @param removed what is in its place without the cause
     * @param sources clauses and figures
     */
    record Play(
            String name,
            Words family,
            Words title,
            Words see,
            Words why,
            Words cure,
            Words today,
            Words cause,
            Words removed,
            List<String> sources) {}

    /**
     * What is said about what follows.
     *
     * @param number from 1
     * @param time milliseconds since the proxy's start
     */
    record Caption(int number, double time, Words text) {}

    /** A figure of the run. */
    record Measure(Words what, Words value) {}

    /** What had to be seen, and what was. */
    record Expectation(Words expected, Words observed, boolean holds) {}

    /**
     * A performance, as far as it has come.
     *
     * @param version grows with every change
     * @param number of the performance in this process, from 1
     * @param play what is played
     * @param causePresent whether its cause was left in place
     * @param began milliseconds since the proxy's start
     * @param ended the same, or null while it goes on
     * @param captions in their order
     * @param measures at the end
     * @param expectations at the end
     * @param verdict what it says, or null while it goes on
     */
    record Performance(
            long version,
            int number,
            String play,
            boolean causePresent,
            double began,
            @Nullable Double ended,
            List<Caption> captions,
            List<Measure> measures,
            List<Expectation> expectations,
            @Nullable Verdict verdict) {}

    /**
     * What a performance showed.
     *
     * @param word one of observed, not-observed, skipped and failed
     * @param text the same for people
     * @param reason why it was skipped or failed, or empty
     */
    record Verdict(String word, Words text, Words reason) {}

    /** All that can be played, in the order in which one learns from it. */
    List<Play> plays();

    /** Begins a play, and returns at once. */
    Begun begin(String name, boolean causePresent);

    /** The performance that goes on or, if none does, the last one; null if there was none. */
    @Nullable
    Performance performance();
}
