package io.clearhop.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The page that the tests of {@link Persistence} read. */
final class ConnectionRules {
    private static final Path PAGE = Path.of("..", "docs", "connection-rules.md");
    private static final int TITLES = 2;

    private ConnectionRules() {}

    /** The whole page. */
    static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of the table under a heading, its title lines excluded. */
    static List<List<String>> table(String heading) {
        return text().lines()
                .dropWhile(line -> !line.equals("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .skip(TITLES)
                .map(ConnectionRules::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
