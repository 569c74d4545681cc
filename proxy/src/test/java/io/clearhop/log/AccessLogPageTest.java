package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/access-log.md has a row for every word that the log may hold, with its sentence. */
class AccessLogPageTest {
    private final String page = read();

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/access-log.md"));
        } catch (IOException e) {
            throw new AssertionError("the page is missing", e);
        }
    }

    @Test
    void thePageExplainsEveryReason() {
        assertThat(Arrays.stream(CloseReason.values())
                        .map(reason -> "| `" + reason.label() + "` | " + reason.sentence() + " | "
                                + (reason.section() == null ? "" : reason.section()) + " |"))
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    @Test
    void thePageExplainsEveryOutcome() {
        assertThat(Arrays.stream(Outcome.values())
                        .map(outcome -> "| `" + outcome.label() + "` | " + outcome.sentence() + " |"))
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    @Test
    void thePageNamesEveryMemberOfTheJsonObjectInItsOrder() {
        String line = Summaries.usual()
                .user("anna")
                .queued(1)
                .request("GET / HTTP/1.1\r\nReferer: a\r\nUser-Agent: b\r\n\r\n")
                .closed(CloseReason.CLIENT_ASKED, CloseReason.ORIGIN_ASKED)
                .ended(502, Outcome.FAILED, "why")
                .as(new JsonFormat());
        List<String> names = Pattern.compile("\"([A-Za-z]+)\":")
                .matcher(line)
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> rows = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|")
                .matcher(section("## The json format"))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(rows).isEqualTo(names);
    }

    @Test
    void thePageExplainsEveryResultCode() {
        String section = section("## The squid format");
        assertThat(SquidTag.values()).allSatisfy(tag -> assertThat(section).contains("| `" + tag.text() + "` |"));
    }

    private String section(String heading) {
        int start = page.indexOf(heading);
        assertThat(start).as(heading).isPositive();
        int end = page.indexOf("\n## ", start);
        return page.substring(start, end < 0 ? page.length() : end);
    }
}
