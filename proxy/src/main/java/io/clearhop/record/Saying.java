package io.clearhop.record;

import java.util.Map;

/**
 * A sentence in English, and what it takes to say it in another language.
 *
 * @param label the short name of the sentence, whatever its values
 * @param values what stands in its places, by their names
 */
public record Saying(String label, Map<String, String> values, String sentence) {
    public Saying {
        values = Map.copyOf(values);
    }

    /** A word of a closed vocabulary, as a sentence. */
    static Saying of(Label word) {
        return new Saying(word.label(), Map.of(), word.sentence());
    }
}
