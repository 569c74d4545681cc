package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
                        .map(reason -> "| `" + reason.label() + "` | " + reason.sentence() + " |"))
                .allSatisfy(row -> assertThat(page).contains(row));
    }

    @Test
    void thePageExplainsEveryOutcome() {
        assertThat(Arrays.stream(Outcome.values())
                        .map(outcome -> "| `" + outcome.label() + "` | " + outcome.sentence() + " |"))
                .allSatisfy(row -> assertThat(page).contains(row));
    }
}
