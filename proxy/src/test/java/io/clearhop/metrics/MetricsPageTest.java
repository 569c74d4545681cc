package io.clearhop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md and config/grafana-dashboard.json know the metrics that there are. */
class MetricsPageTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:clearhop|process)_[a-z_]+");

    @Test
    void thePageHasARowForEachMetricAndNoOther() throws IOException {
        List<String> rows = Files.readString(Path.of("../docs/metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `clearhop_") || line.startsWith("| `process_"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Family.values()).map(MetricsPageTest::row).toList());
    }

    private static String row(Family family) {
        String labels =
                family.labelNames().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return "| `" + family.metric() + "` | " + family.kind().word() + " | " + labels + " | " + family.help() + " |";
    }

    @Test
    void theDashboardAsksForNothingElse() throws IOException {
        Set<String> known = Arrays.stream(Family.values())
                .flatMap(family -> family.kind() == Kind.HISTOGRAM
                        ? Stream.of("_bucket", "_sum", "_count").map(part -> family.metric() + part)
                        : Stream.of(family.metric()))
                .collect(Collectors.toSet());

        assertThat(used()).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void theDashboardLeavesNothingOfTheProxyOut() throws IOException {
        Set<String> used = used();
        assertThat(Arrays.stream(Family.values()).map(Family::metric).filter(name -> name.startsWith("clearhop_")))
                .allMatch(name -> used.stream().anyMatch(other -> other.startsWith(name)));
    }

    private static Set<String> used() throws IOException {
        String dashboard = Files.readString(Path.of("../config/grafana-dashboard.json"));
        return NAME.matcher(dashboard)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
