package io.clearhop.lab.picture;

import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws a table as a document that needs nothing else; colours follow the reader's light or dark scheme. */
final class TableSvg {
    private static final double CELL = 7.4;
    private static final int MARGIN = 14;
    private static final int GAP = 22;
    private static final int TOP = 52;
    private static final int ROW = 24;

    private static final String STYLE = """
            <style>
            svg { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; }
            @media (prefers-color-scheme: dark) {
              svg { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --paper: #0d1117; }
            }
            text { font: 13px ui-monospace, monospace; fill: var(--ink); }
            .title { font: 600 15px system-ui, sans-serif; }
            .heading { font: 13px system-ui, sans-serif; fill: var(--soft); }
            .paper { fill: var(--paper); }
            .line { stroke: var(--line); stroke-width: 1; }
            </style>
            """;

    private final Table table;
    private final Language language;
    private final int[] widths;
    private final StringBuilder out = new StringBuilder();

    TableSvg(Table table, Language language) {
        this.table = table;
        this.language = language;
        widths = table.widths(language);
    }

    String document() {
        String title = escaped(table.title());
        List<List<Text>> lines = table.lines();
        double columns =
                Arrays.stream(widths).mapToDouble(cells -> cells * CELL + GAP).sum() - GAP;
        int width = (int) Math.ceil(2 * MARGIN + Math.max(columns, title.length() * CELL));
        int height = TOP + lines.size() * ROW;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-label=\"%s\">",
                width, height, width, height, title);
        line("<title>%s</title>", title);
        out.append(STYLE);
        line("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width, height);
        line("<text class=\"title\" x=\"%d\" y=\"24\">%s</text>", MARGIN, title);
        for (int i = 0; i < lines.size(); i++) {
            row(lines.get(i), TOP + i * ROW, i == 0 ? " class=\"heading\"" : "");
        }
        line(
                "<line class=\"line\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
                MARGIN, TOP + 8, width - MARGIN, TOP + 8);
        line("</svg>");
        return out.toString();
    }

    private void row(List<Text> cells, int y, String kind) {
        double x = MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            line("<text%s x=\"%.1f\" y=\"%d\">%s</text>", kind, x, y, escaped(cells.get(i)));
            x += widths[i] * CELL + GAP;
        }
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private String escaped(Text text) {
        return text.in(language)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
