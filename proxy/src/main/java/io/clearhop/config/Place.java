package io.clearhop.config;

/** Where a value was written; decides its precedence, and how an error names it. */
public sealed interface Place {
    /** How an error begins that is about this setting with this value. */
    String named(Setting<?> setting, String value);

    /** How another setting is written in this place. */
    String line(Setting<?> setting, String value);

    /**
     * The command line.
     *
     * @param option as it was typed, with its dashes
     * @param shorthand whether the option means its value, as {@code --dumb} does
     */
    record CommandLine(String option, boolean shorthand) implements Place {
        @Override
        public String named(Setting<?> setting, String value) {
            return shorthand ? option : option + " " + Quote.of(value);
        }

        @Override
        public String line(Setting<?> setting, String value) {
            return setting.flag() + " " + value;
        }
    }

    /** An environment variable. */
    record Environment(String variable) implements Place {
        @Override
        public String named(Setting<?> setting, String value) {
            return variable + " " + Quote.of(value);
        }

        @Override
        public String line(Setting<?> setting, String value) {
            return setting.variable() + "=" + value;
        }
    }

    /**
     * A line of a configuration file.
     *
     * @param file as the user named it
     * @param line counted from 1
     */
    record FileLine(String file, int line) implements Place {
        @Override
        public String named(Setting<?> setting, String value) {
            return this + setting.key() + " " + Quote.of(value);
        }

        @Override
        public String line(Setting<?> setting, String value) {
            return "the line " + setting.key() + " = " + value;
        }

        /** {@code file:line: }, the form that editors jump to. */
        @Override
        public String toString() {
            return file + ":" + line + ": ";
        }
    }
}
