package io.clearhop.lab.stage;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario teaches. No text needs another one, or a book, to be understood.
 *
 * @param name for the command line: lower-case words joined by hyphens
 * @param family what it belongs to
 * @param title the phenomenon in a line
 * @param see what one sees
 * @param why where it comes from
 * @param cure how the standard, or the smart proxy, solves it
 * @param today where one meets it today
 * @param cause what brings it about
 * @param sources clauses of the RFCs, figures of <i>HTTP: The Definitive Guide</i>
 */
public record Lesson(
        String name,
        Family family,
        Text title,
        Text see,
        Text why,
        Text cure,
        Text today,
        Cause cause,
        List<String> sources) {

    /** Begins a lesson. */
    public static Builder named(String name, Family family) {
        return new Builder(name, family);
    }

    /** Puts a lesson together; every part has to be said, in both languages. */
    public static final class Builder {
        private final String name;
        private final Family family;
        private @Nullable Text title;
        private @Nullable Text see;
        private @Nullable Text why;
        private @Nullable Text cure;
        private @Nullable Text today;
        private @Nullable Cause cause;

        private Builder(String name, Family family) {
            this.name = name;
            this.family = family;
        }

        /** The phenomenon in a line. */
        public Builder title(String en, String ko) {
            title = Text.of(en, ko);
            return this;
        }

        /** What one sees; a text block flows into one paragraph, here and below. */
        public Builder see(String en, String ko) {
            see = Text.of(en, ko).flowing();
            return this;
        }

        /** Where it comes from. */
        public Builder why(String en, String ko) {
            why = Text.of(en, ko).flowing();
            return this;
        }

        /** How the standard, or the smart proxy, solves it. */
        public Builder cure(String en, String ko) {
            cure = Text.of(en, ko).flowing();
            return this;
        }

        /** Where one meets it today. */
        public Builder today(String en, String ko) {
            today = Text.of(en, ko).flowing();
            return this;
        }

        /** What brings it about, and what {@link Stage#cause} puts in its place. */
        public Builder cause(Text present, Text removed) {
            cause = new Cause(present, removed);
            return this;
        }

        /** The lesson, with its sources. */
        public Lesson from(String... sources) {
            return new Lesson(
                    name,
                    family,
                    requireNonNull(title),
                    requireNonNull(see),
                    requireNonNull(why),
                    requireNonNull(cure),
                    requireNonNull(today),
                    requireNonNull(cause),
                    List.of(sources));
        }
    }
}
