package io.clearhop.record;

import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a head.
 *
 * @param received the line, or null if it was added
 * @param sent the line, or null if it was removed
 * @param rule short name of the rule
 * @param section the clause, or null
 */
public record FieldView(
        @Nullable String received,
        @Nullable String sent,
        Decision decision,
        String rule,
        String sentence,
        @Nullable String section) {
    /** What was done with the line. */
    public enum Decision {
        PASSED("passed"),
        REMOVED("removed"),
        ADDED("added"),
        TRANSLATED("translated"),
        /** It passed, in a form that is allowed. */
        REPAIRED("repaired");

        private final String word;

        Decision(String word) {
            this.word = word;
        }

        /** The name in data. */
        public String word() {
            return word;
        }
    }
}
