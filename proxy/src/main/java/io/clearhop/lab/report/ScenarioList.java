package io.clearhop.lab.report;

import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Text;
import java.util.ArrayList;
import java.util.List;

/** The table of contents. */
public final class ScenarioList {
    private static final Text HOW = Text.of(
            "clearhop lab NAME plays one, clearhop lab all plays them all.",
            "clearhop lab NAME은 하나를, clearhop lab all은 전부를 실행한다.");

    private ScenarioList() {}

    /** Lists them by family. */
    public static List<String> of(List<Scenario> scenarios, Language language) {
        List<Lesson> lessons = scenarios.stream().map(Scenario::lesson).toList();
        int widest = lessons.stream()
                .mapToInt(lesson -> lesson.name().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Family family : Family.values()) {
            List<Lesson> members =
                    lessons.stream().filter(lesson -> lesson.family() == family).toList();
            if (!members.isEmpty()) {
                lines.add(family.title().in(language));
                members.forEach(lesson -> lines.add("  " + Cells.padded(lesson.name(), widest) + "  "
                        + lesson.title().in(language)));
            }
        }
        lines.add("");
        lines.add(HOW.in(language));
        return lines;
    }
}
