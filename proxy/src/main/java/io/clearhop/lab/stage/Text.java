package io.clearhop.lab.stage;

import java.time.Duration;
import java.util.Arrays;

/**
 * Something said, in every language of the lab.
 *
 * @param en in English
 * @param ko in Korean
 */
public record Text(String en, String ko) {
    /** The same in every language: bytes of a message, a name. */
    public static Text same(String words) {
        return new Text(words, words);
    }

    /** Says it in both languages. */
    public static Text of(String en, String ko) {
        return new Text(en, ko);
    }

    /**
     * Fills in the places of {@link java.util.Formatter}: a {@link Text} in the language of its surroundings, a {@link
     * Duration} in a readable unit, everything else as it is.
     */
    public Text with(Object... values) {
        return new Text(filled(Language.ENGLISH, values), filled(Language.KOREAN, values));
    }

    private String filled(Language language, Object... values) {
        return in(language)
                .formatted(Arrays.stream(values)
                        .map(value -> shown(value, language))
                        .toArray());
    }

    /** A value as a sentence shows it. */
    public static Object shown(Object value, Language language) {
        if (value instanceof Text text) {
            return text.in(language);
        }
        return value instanceof Duration time ? Amount.of(time) : value;
    }

    /** The words in a language. */
    public String in(Language language) {
        return switch (language) {
            case ENGLISH -> en;
            case KOREAN -> ko;
        };
    }

    /** Without the line ends of a text block: one paragraph, whatever its lines were. */
    Text flowing() {
        return new Text(flow(en), flow(ko));
    }

    private static String flow(String words) {
        return words.strip().replaceAll("[ \t]*\n[ \t]*", " ");
    }

    @Override
    public String toString() {
        return en;
    }
}
