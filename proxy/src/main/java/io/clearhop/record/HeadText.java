package io.clearhop.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A head as lines of text.
 *
 * @param startLine empty where there is none
 * @param lines with folded ones joined
 */
record HeadText(String startLine, List<String> lines) {
    /** Takes the bytes of a head apart; what follows its empty line does not belong to it. */
    static HeadText of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = "";
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (boolean first = true; at < text.length(); first = false) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String line = strip(text.substring(at, next));
            at = next;
            if (first) {
                start = line;
            } else if (line.isEmpty()) {
                break;
            } else if (isFold(line) && !lines.isEmpty()) {
                lines.add(lines.remove(lines.size() - 1) + " " + line.strip());
            } else {
                lines.add(line);
            }
        }
        return new HeadText(start, lines);
    }

    /** The start line of a head alone, in bytes. */
    static byte[] startLine(byte[] head) {
        int end = 0;
        while (end < head.length && head[end] != '\r' && head[end] != '\n') {
            end++;
        }
        return Arrays.copyOf(head, end);
    }

    private static String strip(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\r' || line.charAt(end - 1) == '\n')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static boolean isFold(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    /** The name of a line in lower case. */
    static String name(String line) {
        int colon = line.indexOf(':');
        return (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    }

    /** The first line of a field of this lower-case name, or null. */
    @Nullable
    String find(String name) {
        return lines.stream()
                .filter(line -> name(line).equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The status of a response, 0 for none. */
    int status() {
        return word(1).matches("\\d{3}") ? Integer.parseInt(word(1)) : 0;
    }

    /** A word of the start line, counted from 0; empty if there are fewer. */
    String word(int index) {
        String[] words = startLine.split(" ", 3);
        return index < words.length ? words[index] : "";
    }
}
