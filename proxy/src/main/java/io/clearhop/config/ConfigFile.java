package io.clearhop.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of settings: UTF-8, a line {@code key = value} each, {@code #} begins a comment at the start of a line or after
 * white space. Collects what is wrong instead of stopping at the first line that is.
 */
public final class ConfigFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Given> given = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Setting<?>, Integer> lines = new HashMap<>();

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read; what is wrong in it is in the layer instead
     */
    public static Layer read(Path file) throws IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /** Reads the text of a file; the name is for errors. */
    static Layer parse(String name, byte[] content) {
        ConfigFile file = new ConfigFile();
        int line = 1;
        int start = 0;
        for (int end = 0; end <= content.length; end++) {
            if (end == content.length || content[end] == '\n') {
                file.line(new Place.FileLine(name, line++), ByteBuffer.wrap(content, start, end - start));
                start = end + 1;
            }
        }
        return new Layer(file.given, file.problems);
    }

    private void line(Place.FileLine place, ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (place.line() == 1 && text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            String content = text.replaceFirst("(^|\\s)#.*", "").strip();
            if (!content.isEmpty()) {
                assignment(place, content);
            }
        } catch (CharacterCodingException malformed) {
            problem(place, "is not UTF-8; save the file in UTF-8");
        }
    }

    private void assignment(Place.FileLine place, String content) {
        int equals = content.indexOf('=');
        if (equals < 0) {
            problem(place, Quote.of(content) + " is no setting; write key = value, or # before a comment");
            return;
        }
        String key = content.substring(0, equals).strip();
        String value = content.substring(equals + 1).strip();
        Settings.find(key).ifPresentOrElse(setting -> value(place, setting, value), () -> unknown(place, key));
    }

    private void value(Place.FileLine place, Setting<?> setting, String value) {
        Integer earlier = lines.putIfAbsent(setting, place.line());
        if (value.isEmpty()) {
            problem(place, setting.key() + " has no value; give " + expected(setting) + ", or remove the line");
        } else if (earlier != null && !setting.repeatable()) {
            problem(place, setting.key() + " is set in line " + earlier + " already; keep one of the two");
        } else {
            given.add(new Given(setting, value, place));
        }
    }

    private void unknown(Place.FileLine place, String key) {
        List<String> keys = Settings.ALL.stream().map(Setting::key).toList();
        String written = key.toLowerCase(Locale.ROOT).replace('_', '-');
        String fix = Settings.MODE.type().choices().contains(written)
                ? "write mode = " + written
                : Words.nearest(written, keys)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("clearhop config prints all keys");
        problem(place, Quote.of(key) + " is no key; " + fix);
    }

    private void problem(Place.FileLine place, String sentence) {
        problems.add(new Problem(place, place + sentence));
    }

    private static String expected(Setting<?> setting) {
        String range = setting.type().range();
        return range.isEmpty() ? setting.type().placeholder() : range;
    }
}
