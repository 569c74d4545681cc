package io.clearhop.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/conformance.md names a test for every clause, and each of them exists. */
class ConformancePageTest {
    private static final Path PAGE = Path.of("../docs/conformance.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Map<String, String> SOURCES = sources();

    static List<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("| Clause |") && !line.startsWith("|---"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowNamesItsClauseAndTestsThatExist(String row) {
        String[] cells = row.substring(1).split("\\|");
        assertThat(cells).as("clause, required, Clearhop, test").hasSize(4);
        assertThat(cells[0].strip()).as("a clause such as 2.2").matches("(\\d+|[A-C])(\\.\\d+)*");
        Matcher test = TEST.matcher(cells[3]);
        assertThat(test.find()).as("names a test").isTrue();
        do {
            assertThat(SOURCES).containsKey(test.group(1));
            assertThat(SOURCES.get(test.group(1))).contains("void " + test.group(2) + "(");
        } while (test.find());
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
