package io.clearhop.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.Settings;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Text;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts are complete, in both languages, and found where one looks for them. */
class LessonsTest {
    private static final Pattern OPTION = Pattern.compile("(?<![a-z-])--([a-z][a-z0-9-]*)");
    private static final Pattern HANGUL = Pattern.compile("[가-힣]");

    static Stream<Lesson> lessons() {
        return Scenarios.ALL.stream().map(Scenario::lesson);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyTextIsThereInBothLanguages(Lesson lesson) {
        for (Text text : List.of(
                lesson.title(),
                lesson.see(),
                lesson.why(),
                lesson.cure(),
                lesson.today(),
                lesson.cause().present(),
                lesson.cause().removed())) {
            assertThat(text.en()).isNotBlank().doesNotContain("  ").doesNotContainPattern(HANGUL);
            assertThat(text.ko()).containsPattern(HANGUL).doesNotContain("  ");
        }
        assertThat(lesson.sources()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void anOptionThatACureNamesExists(Lesson lesson) {
        for (String words : List.of(lesson.cure().en(), lesson.cure().ko())) {
            assertThat(OPTION.matcher(words).results().map(option -> option.group(1)))
                    .allSatisfy(key -> assertThat(Settings.find(key)).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aNameIsEasyToType(Lesson lesson) {
        assertThat(lesson.name()).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThan(30);
    }

    @Test
    void namesAreUnique() {
        assertThat(lessons().map(Lesson::name)).doesNotHaveDuplicates();
    }

    @Test
    void familiesStandTogetherInTheirOrder() {
        assertThat(lessons().map(Lesson::family)).isSorted();
    }

    @Test
    void thePhenomenaNameScenariosThatExistAndAllOfThem() {
        assertThat(Phenomena.ALL.stream().map(Phenomenon::scenarios).flatMap(List::stream))
                .containsAll(lessons().map(Lesson::name).toList())
                .allMatch(name -> Scenarios.named(name).isPresent());
    }
}
