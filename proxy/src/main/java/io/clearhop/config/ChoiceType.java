package io.clearhop.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One of a few words.
 *
 * @param values by word, in the order in which they are shown
 * @param placeholder stands for the word where all of them are too long
 */
record ChoiceType<T>(String placeholder, Map<String, T> values) implements ValueType<T> {

    /** The names of an enum, in lower case and with hyphens. */
    static <E extends Enum<E>> ChoiceType<E> of(String placeholder, Class<E> type) {
        Map<String, E> values = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) {
            values.put(word(value), value);
        }
        return new ChoiceType<>(placeholder, values);
    }

    /** {@code on} and {@code off}. */
    static ChoiceType<Boolean> onOff() {
        Map<String, Boolean> values = new LinkedHashMap<>();
        values.put("on", true);
        values.put("off", false);
        return new ChoiceType<>("on|off", values);
    }

    /** How an enum's value is written. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public List<String> choices() {
        return List.copyOf(values.keySet());
    }

    @Override
    public String range() {
        return Words.or(choices());
    }

    @Override
    public String example() {
        return choices().get(0);
    }

    @Override
    public T parse(String text) throws BadValue {
        T value = values.get(text);
        if (value == null) {
            throw new BadValue("is not known; give " + range());
        }
        return value;
    }
}
