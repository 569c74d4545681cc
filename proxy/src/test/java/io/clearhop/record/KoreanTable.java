package io.clearhop.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the console says in Korean, by keys: the rows of one of its modules, or of one table in it.
 *
 * @param rows as they are written, quotes included
 */
record KoreanTable(Map<String, String> rows) {
    private static final Pattern ROW = Pattern.compile("'((?:[^'\\\\]|\\\\.)+)': (['`](?:[^'`\\\\]|\\\\.)*['`])");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern SHARED = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern CONSTANT = Pattern.compile("const (\\w+) = '([^']*)';");

    static KoreanTable of(String module) {
        return in(text(module));
    }

    /** One table of a module that has several. */
    static KoreanTable of(String module, String table) {
        String text = text(module);
        int start = text.indexOf("const " + table + " = {");
        assertThat(start).as(table).isNotNegative();
        return in(text.substring(start, text.indexOf("\n};", start)));
    }

    private static KoreanTable in(String text) {
        Map<String, String> rows = new HashMap<>();
        ROW.matcher(text).results().forEach(row -> rows.put(row.group(1).replace("\\'", "'"), row.group(2)));
        return new KoreanTable(rows);
    }

    private static String text(String module) {
        try (InputStream in = KoreanTable.class.getResourceAsStream("/console/js/" + module)) {
            String text = new String(Objects.requireNonNull(in, module).readAllBytes(), UTF_8);
            Map<String, String> constants = CONSTANT.matcher(text)
                    .results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
            return SHARED.matcher(text).replaceAll(found -> constants.get(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void has(String key) {
        assertThat(rows).containsKey(key);
        assertThat(rows.get(key)).as(key).containsPattern("[가-힣]|100 \\(Continue\\)");
    }

    /** It has exactly these, no others that nobody says any more. */
    void hasJust(List<String> keys) {
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        keys.forEach(this::has);
    }

    /** It has the sentence, with the same places in it. */
    void has(String key, String english) {
        has(key);
        assertThat(places(rows.get(key))).as(key).isEqualTo(places(english));
    }

    private static TreeSet<String> places(String words) {
        return PLACE.matcher(words).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
