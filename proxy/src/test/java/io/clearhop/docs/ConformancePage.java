package io.clearhop.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows of docs/conformance.md, and the sections of the RFCs that it is about. */
final class ConformancePage {
    /** The heading of the rows about other proxies, which are of several RFCs and in no order. */
    static final String DEFECTS = "Known defects of other proxies";

    private ConformancePage() {}

    /**
     * A row of one of its tables.
     *
     * @param heading above it
     */
    record Row(String heading, List<String> cells) {
        String clause() {
            return cells.get(0);
        }

        String required() {
            return cells.get(1);
        }

        String tests() {
            return cells.get(cells.size() - 1);
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String heading = "";
        for (String line : lines(Path.of("../docs/conformance.md"))) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (line.startsWith("|") && !line.startsWith("| Clause |") && !line.startsWith("|---")) {
                rows.add(new Row(
                        heading,
                        Stream.of(line.substring(1).split("\\|"))
                                .map(String::strip)
                                .toList()));
            }
        }
        return rows;
    }

    /** RFC 9110 and so on. */
    static Stream<String> rfcs() {
        return contents().map(line -> line.replaceAll(":.*", ""));
    }

    /** The numbers of its sections in their order. */
    static List<String> sections(String rfc) {
        return contents()
                .filter(line -> line.startsWith(rfc + ":"))
                .flatMap(line -> Stream.of(line.substring(rfc.length() + 2).split(" ")))
                .toList();
    }

    private static Stream<String> contents() {
        try (InputStream in = Objects.requireNonNull(ConformancePage.class.getResourceAsStream("sections.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
