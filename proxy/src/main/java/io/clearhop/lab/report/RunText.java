package io.clearhop.lab.report;

import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Expectation;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Measure;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Text;
import io.clearhop.lab.stage.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A run as a report for a terminal. */
public final class RunText {
    /** Paragraphs are not wider than this: lines that are longer read badly. */
    static final int WIDEST = 100;

    private static final Text MEASURED = Text.of("Measured in this run", "이번 실행에서 측정한 값");
    private static final Text EXPECTED = Text.of("Expected, and observed", "기대한 것과 관찰한 것");
    private static final Text WHY = Text.of("Why", "왜");
    private static final Text CURE = Text.of("The cure", "해결");
    private static final Text TODAY = Text.of("Today", "오늘날");
    private static final Text VERDICT = Text.of("Verdict: %s, after %s", "판정: %s (%s 걸림)");
    private static final Text REMOVED = Text.of(
            "The cause is removed here: %s. Without the phenomenon the verdict turns.",
            "여기서는 원인을 없앴다: %s. 현상이 사라지면 판정이 뒤집힌다.");
    private static final Text TURN = Text.of("Remove the cause (%s) and the verdict turns:", "원인을 없애면(%s) 판정이 뒤집힌다:");

    private final Run run;
    private final Language language;
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    private RunText(Run run, Language language, int columns) {
        this.run = run;
        this.language = language;
        this.columns = columns;
    }

    /** Reports everything, at most so many cells wide where that is possible. */
    public static List<String> of(Run run, Language language, int columns) {
        RunText text = new RunText(run, language, columns);
        text.opening();
        text.played();
        text.verdict();
        text.lesson();
        return text.lines;
    }

    /** Reports what was expected and observed, and the verdict: a few lines. */
    public static List<String> brief(Run run, Language language, int columns) {
        RunText text = new RunText(run, language, columns);
        text.verdict();
        return text.lines;
    }

    private void opening() {
        Lesson lesson = run.lesson();
        lines.add(lesson.name() + ": " + lesson.title().in(language));
        paragraph("", Text.same("%s · %s").with(lesson.family().title(), String.join("; ", lesson.sources())));
        lines.add("");
        paragraph("", lesson.see());
        if (!run.causePresent()) {
            lines.add("");
            paragraph("", REMOVED.with(lesson.cause().removed()));
        }
        lines.add("");
    }

    private void played() {
        lines.addAll(Diagram.of(run, language, columns));
        run.pictures().forEach(picture -> {
            lines.add("");
            lines.add(picture.title().in(language));
            lines.addAll(picture.text(language, columns).lines().toList());
        });
        if (!run.measures().isEmpty()) {
            lines.add("");
            lines.add(MEASURED.in(language));
            measures();
        }
        lines.add("");
    }

    private void measures() {
        int widest = run.measures().stream()
                .mapToInt(measure -> Cells.width(measure.what().in(language)))
                .max()
                .orElse(0);
        for (Measure measure : run.measures()) {
            lines.add("  " + Cells.padded(measure.what().in(language), widest) + "  "
                    + measure.value().in(language));
        }
    }

    private void verdict() {
        if (!run.expectations().isEmpty()) {
            lines.add(EXPECTED.in(language));
        }
        for (Expectation expectation : run.expectations()) {
            paragraph(expectation.holds() ? "  ✓ " : "  ✗ ", expectation.expected());
            paragraph("    → ", expectation.observed());
        }
        if (run.verdict() == Verdict.SKIPPED || run.verdict() == Verdict.FAILED) {
            paragraph("  ! ", run.reason());
        }
        lines.add(VERDICT.with(run.verdict().word(), run.took()).in(language));
    }

    private void lesson() {
        Lesson lesson = run.lesson();
        lines.add("");
        section(WHY, lesson.why());
        section(CURE, lesson.cure());
        section(TODAY, lesson.today());
        if (run.causePresent()) {
            paragraph("", TURN.with(lesson.cause().removed()));
            lines.add("  clearhop lab " + lesson.name() + " --without-cause");
        }
    }

    private void section(Text heading, Text text) {
        lines.add(heading.in(language));
        paragraph("  ", text);
        lines.add("");
    }

    private void paragraph(String indent, Text text) {
        String before = indent;
        for (String line : Cells.wrap(text.in(language), Math.min(columns, WIDEST) - Cells.width(indent))) {
            lines.add(before + line);
            before = " ".repeat(Cells.width(indent));
        }
    }

    /** The line of a list of runs: how it ended, its name, how long it took. */
    public static String line(Run run, Language language, int nameWidth) {
        String mark = switch (run.verdict()) {
            case OBSERVED -> "✓";
            case SKIPPED -> "–";
            case NOT_OBSERVED, FAILED -> "✗";
        };
        return "%s %s  %8s  %s"
                .formatted(
                        mark,
                        Cells.padded(run.lesson().name(), nameWidth),
                        Amount.of(run.took()),
                        run.verdict() == Verdict.OBSERVED
                                ? run.lesson().title().in(language)
                                : run.verdict().word().in(language) + ": "
                                        + run.lesson().title().in(language));
    }
}
