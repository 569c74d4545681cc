package io.clearhop.metrics;

import io.clearhop.forward.FieldRule;
import io.clearhop.http.CloseReason;
import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryRefusal;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * By what a family is divided: label names, and the values that they have together. The words are those of the tables
 * from which log, console and documentation take them.
 */
public enum Dimension {
    SIDE("side", "client", "origin"),
    SIDE_AND_STATE(
            List.of("side", "state"),
            List.of(List.of("client", "open"), List.of("origin", "connecting"), List.of("origin", "open"))),
    MODE("mode", "smart", "dumb"),
    STATUS("status", "none", "1xx", "2xx", "3xx", "4xx", "5xx"),
    OUTCOME("outcome", Outcome.values(), Outcome::label),
    CONNECTION("connection", "new", "reused"),
    CHOICE("why", OriginChoice.values(), OriginChoice::label),
    CLOSE("reason", CloseReason.values(), CloseReason::label),
    CAUSE("cause", RetryCause.values(), RetryCause::label),
    REFUSAL("reason", RetryRefusal.values(), RetryRefusal::label),
    MESSAGE("message", "request", "response", "trailers"),
    RULE(
            List.of("decision", "rule"),
            Arrays.stream(FieldRule.values())
                    .map(rule -> List.of(rule.action().name().toLowerCase(Locale.ROOT), rule.label()))
                    .toList()),
    HOP("hop", "client", "origin"),
    DIRECTION("direction", "received", "sent");

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that is.
    private final List<String> names;

    @SuppressWarnings("ImmutableEnumChecker") // So does toList.
    private final List<List<String>> values;

    Dimension(List<String> names, List<List<String>> values) {
        this.names = names;
        this.values = values;
    }

    Dimension(String name, String... values) {
        this(List.of(name), Stream.of(values).map(List::of).toList());
    }

    <T> Dimension(String name, T[] rows, Function<T, String> label) {
        this(name, Stream.of(rows).map(label).toArray(String[]::new));
    }

    /** Names of its labels. */
    public List<String> names() {
        return names;
    }

    int size() {
        return values.size();
    }

    List<String> values(int i) {
        return values.get(i);
    }
}
