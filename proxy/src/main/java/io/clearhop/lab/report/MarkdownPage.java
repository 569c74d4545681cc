package io.clearhop.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clearhop.lab.stage.Expectation;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Measure;
import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Picture;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Text;
import io.clearhop.lab.stage.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as a page of Markdown: what {@code docs/lab.md} is. */
public final class MarkdownPage {
    private static final int COLUMNS = 110;

    private static final Text TITLE = Text.of("The lab", "실험실");
    private static final Text INTRODUCTION = Text.of("""
            Every phenomenon of connection management, played on real sockets of one machine, measured and explained. This
            page is written by `clearhop lab --pages docs`: the diagrams and figures are of that run. `clearhop lab NAME`
            plays one, with `--without-cause` its cause is taken away and the verdict turns. ([한국어](lab.ko.md))
            """, """
            커넥션 관리의 모든 현상을 컴퓨터 한 대의 실제 소켓 위에서 재현하고 측정하고 설명한다. 이 문서는
            `clearhop lab --pages docs`가 쓴 것으로, 그림과 숫자는 그 실행에서 나온 것이다. `clearhop lab NAME --lang ko`로
            하나를 실행하고, `--without-cause`를 붙이면 원인이 사라져 판정이 뒤집힌다. ([English](lab.md))
            """);
    private static final Text SEE = Text.of("What you see", "무엇을 보는가");
    private static final Text WHY = Text.of("Why", "왜");
    private static final Text CURE = Text.of("The cure", "해결");
    private static final Text TODAY = Text.of("Today", "오늘날");
    private static final Text TURN = Text.of("Without its cause", "원인을 없애면");
    private static final Text RUN = Text.of("A run", "실행 결과");
    private static final Text TABLE = Text.of("Where to find what", "어떤 현상이 어디에 있는가");
    private static final Text PHENOMENON = Text.of("phenomenon", "현상");
    private static final Text SCENARIO = Text.of("scenario", "시나리오");
    private static final Text SOURCES = Text.of("Sources", "출처");

    private final Language language;
    private final List<String> lines = new ArrayList<>();

    private MarkdownPage(Language language) {
        this.language = language;
    }

    /**
     * Writes the page of a language, and the pictures beside it.
     *
     * @throws IOException if that is not possible
     */
    public static void write(Path directory, List<Run> runs, List<Phenomenon> phenomena, Language language)
            throws IOException {
        MarkdownPage page = new MarkdownPage(language);
        page.all(runs, phenomena);
        Files.writeString(directory.resolve(fileName(language)), String.join("\n", page.lines) + "\n", UTF_8);
        Path pictures = Files.createDirectories(directory.resolve("lab"));
        for (Run run : runs) {
            for (int i = 0; i < run.pictures().size(); i++) {
                Files.writeString(
                        pictures.resolve(pictureName(run, i, language)),
                        run.pictures().get(i).svg(language),
                        UTF_8);
            }
        }
    }

    private static String fileName(Language language) {
        return language == Language.ENGLISH ? "lab.md" : "lab." + language.tag() + ".md";
    }

    private static String pictureName(Run run, int index, Language language) {
        return run.lesson().name() + (index == 0 ? "" : "-" + (index + 1)) + "." + language.tag() + ".svg";
    }

    private void all(List<Run> runs, List<Phenomenon> phenomena) {
        lines.add("# " + TITLE.in(language));
        lines.add("");
        lines.add(INTRODUCTION.in(language).strip());
        for (Family family : Family.values()) {
            List<Run> members =
                    runs.stream().filter(run -> run.lesson().family() == family).toList();
            if (!members.isEmpty()) {
                heading("## ", family.title());
                members.forEach(this::run);
            }
        }
        heading("## ", TABLE);
        lines.add("| " + PHENOMENON.in(language) + " | " + SCENARIO.in(language) + " |");
        lines.add("|---|---|");
        phenomena.forEach(this::row);
    }

    private void row(Phenomenon phenomenon) {
        String links = phenomenon.scenarios().stream()
                .map(name -> "[" + name + "](#" + name + ")")
                .collect(Collectors.joining(", "));
        lines.add("| " + phenomenon.name().in(language) + " | " + links + " |");
    }

    private void heading(String mark, Text text) {
        lines.add("");
        lines.add(mark + text.in(language));
        lines.add("");
    }

    private void run(Run run) {
        Lesson lesson = run.lesson();
        lines.add("");
        lines.add("<a id=\"" + lesson.name() + "\"></a>");
        lines.add("### " + lesson.title().in(language) + " (`" + lesson.name() + "`)");
        lines.add("");
        paragraph(SEE, lesson.see());
        paragraph(WHY, lesson.why());
        paragraph(CURE, lesson.cure());
        paragraph(TODAY, lesson.today());
        paragraph(
                TURN,
                Text.of("%s: `clearhop lab %s --without-cause`", "%s: `clearhop lab %s --without-cause`")
                        .with(lesson.cause().removed(), lesson.name()));
        paragraph(SOURCES, Text.same(String.join("; ", lesson.sources())));
        played(run);
    }

    private void paragraph(Text heading, Text text) {
        lines.add("**" + heading.in(language) + ".** " + text.in(language));
        lines.add("");
    }

    private void played(Run run) {
        List<Picture> pictures = run.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            String title = pictures.get(i).title().in(language);
            lines.add("![" + title + "](lab/" + pictureName(run, i, language) + ")");
            lines.add("");
        }
        lines.add("<details><summary>" + RUN.in(language) + ": "
                + run.verdict().word().in(language) + "</summary>");
        lines.add("");
        List<String> diagram = Diagram.of(run, language, COLUMNS);
        if (!diagram.isEmpty()) {
            lines.add("```text");
            lines.addAll(diagram);
            lines.add("```");
        }
        figures(run);
        lines.add("</details>");
    }

    private void figures(Run run) {
        for (Measure measure : run.measures()) {
            lines.add("- " + measure.what().in(language) + ": **"
                    + measure.value().in(language) + "**");
        }
        lines.add("");
        for (Expectation expectation : run.expectations()) {
            lines.add("- " + (expectation.holds() ? "✓ " : "✗ ")
                    + expectation.expected().in(language) + " → "
                    + expectation.observed().in(language));
        }
        if (run.verdict() == Verdict.SKIPPED) {
            lines.add("- " + run.reason().in(language));
        }
        lines.add("");
    }
}
