package io.clearhop.evidence;

import java.util.List;
import java.util.Locale;

/**
 * A message as the second parser read it; text is ISO-8859-1, a character is a byte.
 *
 * @param start method and target, or status and reason, with one space between them
 * @param fields each as {@code name: value}, in their order
 * @param content without its framing
 * @param trailers like the fields
 * @param complete whether its end was there
 */
public record ReadMessage(String start, List<String> fields, String content, List<String> trailers, boolean complete) {
    /** Whether it is a response before the last one. */
    public boolean isInterim() {
        return start.matches("(?s)1[0-9][0-9] .*") && !start.startsWith("101 ");
    }

    /** The values of the fields of this name. */
    public List<String> values(String name) {
        String before = name.toLowerCase(Locale.ROOT) + ": ";
        return fields.stream()
                .filter(f -> f.toLowerCase(Locale.ROOT).startsWith(before))
                .map(f -> f.substring(before.length()))
                .toList();
    }
}
