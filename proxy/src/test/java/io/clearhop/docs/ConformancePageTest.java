package io.clearhop.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.docs.ConformancePage.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/conformance.md has every clause under its RFC and in its place, with tests that exist. */
class ConformancePageTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Map<String, String> SOURCES = sources();

    static List<Row> rows() {
        return ConformancePage.rows();
    }

    static Stream<List<Row>> rfcs() {
        return ConformancePage.rfcs()
                .map(rfc -> rows().stream()
                        .filter(row -> row.heading().startsWith(rfc + ","))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowNamesTestsThatExist(Row row) {
        assertThat(row.cells()).as("clause, required, Clearhop, test").hasSize(4);
        Matcher test = TEST.matcher(row.tests());
        assertThat(test.find()).as("names a test").isTrue();
        do {
            assertThat(SOURCES).containsKey(test.group(1));
            assertThat(SOURCES.get(test.group(1))).contains("void " + test.group(2) + "(");
        } while (test.find());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowStandsUnderAnRfcThatHasItsSection(Row row) {
        boolean defects = row.heading().equals(ConformancePage.DEFECTS);
        assertThat(ConformancePage.rfcs().filter(rfc -> defects || row.heading().startsWith(rfc + ",")))
                .as(row.heading())
                .isNotEmpty()
                .anySatisfy(rfc -> assertThat(ConformancePage.sections(rfc)).contains(row.clause()));
    }

    @ParameterizedTest
    @MethodSource("rfcs")
    void theRowsOfAnRfcAreInTheOrderOfItsSections(List<Row> rows) {
        assertThat(rows).isNotEmpty();
        List<String> order = ConformancePage.sections(rows.get(0).heading().replaceAll(",.*", ""));
        assertThat(rows).isSortedAccordingTo(Comparator.comparing(row -> order.indexOf(row.clause())));
    }

    @Test
    void whatIsRequiredIsSaidOnce() {
        assertThat(rows()).extracting(Row::heading, Row::clause, Row::required).doesNotHaveDuplicates();
    }

    private static Map<String, String> sources() {
        return Stream.of("src/test/java", "../it-tests/src/test/java")
                .flatMap(root -> javaFiles(Path.of(root)))
                .collect(Collectors.toMap(
                        path -> path.getFileName().toString().replace(".java", ""),
                        ConformancePageTest::text,
                        String::concat));
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(path -> path.toString().endsWith(".java") && !path.endsWith("package-info.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
