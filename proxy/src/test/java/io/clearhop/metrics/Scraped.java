package io.clearhop.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a scrape has found: a number for each series. */
public final class Scraped {
    private final String text;
    private final Map<String, Double> numbers;

    private Scraped(String text) {
        this.text = text;
        numbers = text.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** Scrapes now. */
    public static Scraped from(Metrics metrics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            metrics.scrape(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scraped(out.toString(StandardCharsets.UTF_8));
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** The number of a series, written as in the text. */
    public double number(String series) {
        Double number = numbers.get(series);
        if (number == null) {
            throw new AssertionError("no " + series + " in\n" + text);
        }
        return number;
    }

    /** Labels of those series of a metric that are not 0. */
    public List<String> counted(String metric) {
        return numbers.entrySet().stream()
                .filter(e -> e.getKey().startsWith(metric + "{") && e.getValue() != 0)
                .map(e -> e.getKey().substring(metric.length()))
                .toList();
    }
}
