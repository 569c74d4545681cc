package io.clearhop.record;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A word of one of the closed vocabularies.
 *
 * @param label the short name
 * @param sentence what it means, a whole sentence
 * @param section the clause that says so, or null
 */
public record Label(String label, String sentence, @Nullable String section) {
    /** Why a connection was closed, or null for none. */
    static @Nullable Label of(@Nullable CloseReason reason) {
        return reason == null ? null : new Label(reason.label(), sentence(reason.sentence()), reason.section());
    }

    /** How an exchange ended. */
    static Label of(Outcome outcome) {
        return new Label(outcome.label(), sentence(outcome.sentence()), null);
    }

    /** Why a connection was chosen. */
    static Label of(OriginChoice choice) {
        return new Label(choice.label(), sentence(choice.sentence()), choice.section());
    }

    /** Words that are part of a sentence as a sentence of their own. */
    static String sentence(String words) {
        String end = words.endsWith(".") ? "" : ".";
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + end;
    }
}
