package io.clearhop.config;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@link Settings}: everything that is to be known about a setting.
 *
 * @param group where help shows it
 * @param key its name in a file; also makes {@link #flag()} and {@link #variable()}
 * @param type which texts are values
 * @param defaultText as one would write it; empty for none
 * @param repeatable whether it may have several values
 * @param description one sentence
 * @param effect what a value does
 * @param <T> the values
 */
public record Setting<T>(
        SettingGroup group,
        String key,
        ValueType<T> type,
        String defaultText,
        boolean repeatable,
        String description,
        Effect<T> effect) {

    /** What all environment variables of this program begin with. */
    public static final String VARIABLE_PREFIX = "CLEARHOP_";

    // Each row is there once, and settings are keys of maps: what a record does by itself makes classes at run time,
    // which
    // took a twentieth of each start.

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** {@code --key}. */
    public String flag() {
        return "--" + key;
    }

    /** What it is about: {@code KEY-file} says in a file what {@code KEY} says itself, so that one layer gives one of them. */
    String subject() {
        return key.replaceFirst("-file$", "");
    }

    /** {@code CLEARHOP_KEY}, with underscores for hyphens. */
    public String variable() {
        return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The description, followed by {@link #bounds()} in parentheses. */
    public String explanation() {
        String bounds = bounds();
        return bounds.isEmpty() ? description : description.replaceFirst("\\.$", "") + " (" + bounds + ").";
    }

    /** What may be given, and what holds otherwise, as in {@code 1ms to 1h; default 5s}. */
    public String bounds() {
        String initial = defaultText.isEmpty() ? "" : "default " + defaultText;
        return Stream.of(type.range(), initial, repeatable ? "repeatable" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /**
     * Reads a value and has its effect on a configuration in the making.
     *
     * @throws BadValue when the text is no value, or contradicts one that was applied before
     */
    void apply(String text, Draft draft) throws BadValue {
        effect.on(draft, type.parse(text));
    }

    /** What a value does to a configuration in the making. */
    @FunctionalInterface
    public interface Effect<T> {
        /**
         * Applies a value.
         *
         * @throws BadValue when it contradicts one that was applied before
         */
        void on(Draft draft, T value) throws BadValue;
    }
}
