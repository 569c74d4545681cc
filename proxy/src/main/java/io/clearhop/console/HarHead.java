package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.FieldView;
import io.clearhop.record.HeadsView;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A head as one side of the proxy had it.
 *
 * @param size in bytes, -1 if it is not known
 */
record HarHead(String startLine, List<String> lines, int size) {
    private static final HarHead UNKNOWN = new HarHead("", List.of(), -1);

    /** What came in. */
    static HarHead sentBy(@Nullable HeadsView heads) {
        return heads == null
                ? UNKNOWN
                : of(heads.receivedLine(), heads, FieldView::received, heads.receivedRaw().length);
    }

    /** What went out. */
    static HarHead sentTo(@Nullable HeadsView heads) {
        return heads == null ? UNKNOWN : of(heads.sentLine(), heads, FieldView::sent, heads.sentRaw().length);
    }

    private static HarHead of(
            @Nullable String line, HeadsView heads, Function<FieldView, @Nullable String> side, int size) {
        List<String> lines = heads.fields().stream()
                .map(side)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new HarHead(line == null ? "" : line, lines, size == 0 ? -1 : size);
    }

    String reason() {
        String[] words = startLine.split(" ", 3);
        return words.length == 3 ? words[2] : "";
    }

    String version(String other) {
        return startLine.startsWith("HTTP/") ? startLine.split(" ", 2)[0] : other;
    }

    /** The value of the first line of a field, empty if there is none. */
    String value(String lowerCaseName) {
        return lines.stream()
                .filter(line -> name(line).equalsIgnoreCase(lowerCaseName))
                .map(HarHead::valueOf)
                .findFirst()
                .orElse("");
    }

    void write(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("headers");
        for (String line : lines) {
            pair(out, name(line), valueOf(line));
        }
        out.writeEndArray();
    }

    static void pair(JsonGenerator out, String name, String value) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", name);
        out.writeStringField("value", value);
        out.writeEndObject();
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String valueOf(String line) {
        return line.substring(Math.min(line.length(), name(line).length() + 1)).strip();
    }
}
