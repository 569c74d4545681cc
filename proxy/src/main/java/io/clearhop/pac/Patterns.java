package io.clearhop.pac;

import io.clearhop.access.DestinationPattern;
import io.clearhop.config.Quote;
import java.util.ArrayList;
import java.util.List;

/** Names and blocks of addresses as people write them, with commas between. */
public final class Patterns {
    private Patterns() {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a sentence that says which is none, and what to write instead
     */
    public static List<DestinationPattern> read(String text) {
        List<DestinationPattern> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String pattern = part.strip();
            try {
                patterns.add(DestinationPattern.parse(pattern));
            } catch (IllegalArgumentException bad) {
                throw new IllegalArgumentException(Quote.of(pattern) + " " + bad.getMessage(), bad);
            }
        }
        return patterns;
    }
}
