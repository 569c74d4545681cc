package io.clearhop.lab.report;

import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Party;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A conversation as a sequence diagram: a column for each party, a line for each step, times in milliseconds. */
final class Diagram {
    private static final int TIMES = 10;
    private static final int NARROWEST = 22;
    private static final int WIDEST = 46;
    private static final double MILLI = 1e6;
    /** What a start line ends with is worth seeing even where its target is too long. */
    private static final int VERSION = " HTTP/1.1 ".length();

    private final Run run;
    private final Language language;
    private final int width;
    private final int gap;
    private final List<String> lines = new ArrayList<>();
    private final Map<List<Party>, Integer> connections = new HashMap<>();

    private Diagram(Run run, Language language, int columns) {
        this.run = run;
        this.language = language;
        int gaps = Math.max(1, run.parties().size() - 1);
        gap = Math.max(NARROWEST, Math.min(WIDEST, (columns - TIMES - NARROWEST / 2) / gaps));
        width = Math.max(columns, TIMES + gap * gaps + NARROWEST);
    }

    /** Draws it at most so many cells wide, or as wide as its columns need at least; without parties, captions remain. */
    static List<String> of(Run run, Language language, int columns) {
        Diagram diagram = new Diagram(run, language, columns);
        diagram.count();
        if (!run.parties().isEmpty()) {
            diagram.heading();
        }
        run.steps().forEach(diagram::step);
        return diagram.lines;
    }

    private void count() {
        for (Step step : run.steps()) {
            if (step instanceof Step.Arrow arrow) {
                connections.merge(List.of(arrow.from(), arrow.to()), arrow.connection(), Math::max);
                connections.merge(List.of(arrow.to(), arrow.from()), arrow.connection(), Math::max);
            }
        }
    }

    private void heading() {
        Row row = new Row(width).put(0, "      ms");
        for (int i = 0; i < run.parties().size(); i++) {
            String name = run.parties().get(i).name().in(language);
            row.put(Math.max(TIMES, at(i) - Cells.width(name) / 2), name);
        }
        lines.add(row.toString());
    }

    private void step(Step step) {
        if (step instanceof Step.Caption caption) {
            caption(caption);
        } else if (step instanceof Step.Note note) {
            int at = column(note.at());
            String text = "· " + note.text().in(language);
            lines.add(lifelines(note.nanos())
                    .put(at + 2, Cells.cut(text, width - at - 2))
                    .toString());
        } else if (step instanceof Step.Arrow arrow) {
            arrow(arrow);
        }
    }

    private void caption(Step.Caption caption) {
        lines.add("");
        String mark = " " + numbered(caption.number()) + " ";
        for (String line : Cells.wrap(caption.text().in(language), Math.min(width, RunText.WIDEST) - 4)) {
            lines.add(mark + line);
            mark = "   ";
        }
    }

    private static String numbered(int number) {
        return number <= 20 ? Character.toString((char) ('①' + number - 1)) : number + ".";
    }

    private void arrow(Step.Arrow arrow) {
        int from = column(arrow.from());
        int to = column(arrow.to());
        int left = Math.min(from, to);
        int right = Math.max(from, to);
        Row row = lifelines(arrow.nanos()).fill(left + 1, right, '─');
        row.put(from < to ? right - 1 : left + 1, from < to ? "▶" : "◀");
        String label = " " + numbered(arrow) + arrow.label() + " ";
        row.put(left + 3, Cells.cutWithin(label, right - left - 5, VERSION));
        lines.add(row.toString());
        for (String detail : arrow.details()) {
            lines.add(lifelines()
                    .put(left + 4, Cells.cut(detail, right - left - 5))
                    .toString());
        }
    }

    /** Where two parties have more than one connection, each step says on which it is. */
    private String numbered(Step.Arrow arrow) {
        return connections.getOrDefault(List.of(arrow.from(), arrow.to()), 1) > 1 ? "#" + arrow.connection() + " " : "";
    }

    private Row lifelines(long nanos) {
        double millis = (nanos - run.began()) / MILLI;
        return lifelines().put(0, String.format(Locale.ROOT, "%8.1f", millis));
    }

    private Row lifelines() {
        Row row = new Row(width);
        for (int i = 0; i < run.parties().size(); i++) {
            row.put(at(i), "│");
        }
        return row;
    }

    private int column(Party party) {
        return at(run.parties().indexOf(party));
    }

    private int at(int index) {
        return TIMES + 1 + index * gap;
    }
}
