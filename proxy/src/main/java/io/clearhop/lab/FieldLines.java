package io.clearhop.lab;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks fields up in a section of CRLF-terminated lines; lines without a colon, as a start line may be, are passed. */
final class FieldLines {
    private FieldLines() {}

    /** Returns the values of the field's lines in their order, without the whitespace around them. */
    static List<String> values(String section, String name) {
        return Arrays.stream(section.split("\r\n"))
                .filter(line -> line.length() > name.length()
                        && line.charAt(name.length()) == ':'
                        && line.regionMatches(true, 0, name, 0, name.length()))
                .map(line -> line.substring(name.length() + 1).replaceAll("^[ \t]+|[ \t]+$", ""))
                .toList();
    }

    /** Returns the combined field value of RFC 9110 section 5.3, or null without such a field. */
    static @Nullable String combined(String section, String name) {
        List<String> values = values(section, name);
        return values.isEmpty() ? null : String.join(", ", values);
    }
}
