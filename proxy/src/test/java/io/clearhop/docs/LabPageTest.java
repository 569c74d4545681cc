package io.clearhop.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.scenario.Phenomena;
import io.clearhop.lab.scenario.Scenarios;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab's pages say what its scenarios say; {@code clearhop lab --pages docs} writes them anew. */
class LabPageTest {
    @ParameterizedTest
    @CsvSource({"lab.md, ENGLISH", "lab.ko.md, KOREAN"})
    void thePageHasTheTextsOfEveryScenario(String page, Language language) throws IOException {
        String text = Files.readString(Path.of("../docs", page), UTF_8);
        for (Lesson lesson : Scenarios.ALL.stream().map(Scenario::lesson).toList()) {
            for (Text paragraph : List.of(lesson.title(), lesson.see(), lesson.why(), lesson.cure(), lesson.today())) {
                assertThat(text).as(lesson.name()).contains(paragraph.in(language));
            }
            assertThat(text).contains("<a id=\"" + lesson.name() + "\"></a>");
        }
        for (Phenomenon phenomenon : Phenomena.ALL) {
            assertThat(text).contains("| " + phenomenon.name().in(language) + " |");
        }
    }
}
