package io.clearhop.lab.picture;

import io.clearhop.lab.report.Cells;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Picture;
import io.clearhop.lab.stage.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows and columns of words: the kernel's table of sockets, for instance, as it was at some moments. */
public final class Table implements Picture {
    private static final String GAP = "   ";

    private final Text title;
    private final List<Text> headings;
    private final List<List<Text>> rows = new ArrayList<>();

    /** An empty table. */
    public Table(Text title, Text... headings) {
        this.title = title;
        this.headings = List.of(headings);
    }

    /** Adds a row: a {@link Text} in its language, everything else as it is. */
    public void row(Object... cells) {
        rows.add(
                Arrays.stream(cells).map(cell -> Text.of("%s", "%s").with(cell)).toList());
    }

    @Override
    public Text title() {
        return title;
    }

    @Override
    public String text(Language language, int columns) {
        int[] widths = widths(language);
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths, language));
        lines.add("─".repeat(Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1)));
        rows.forEach(row -> lines.add(line(row, widths, language)));
        return String.join("\n", lines);
    }

    private static String line(List<Text> cells, int[] widths, Language language) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(Cells.padded(cells.get(i).in(language), widths[i])).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    /** How many cells each column takes. */
    int[] widths(Language language) {
        int[] widths = new int[headings.size()];
        for (List<Text> row : lines()) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Cells.width(row.get(i).in(language)));
            }
        }
        return widths;
    }

    /** The headings, then the rows. */
    List<List<Text>> lines() {
        List<List<Text>> lines = new ArrayList<>();
        lines.add(headings);
        lines.addAll(rows);
        return lines;
    }

    @Override
    public String svg(Language language) {
        return new TableSvg(this, language).document();
    }
}
