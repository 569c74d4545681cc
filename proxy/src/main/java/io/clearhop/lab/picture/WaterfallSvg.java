package io.clearhop.lab.picture;

import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.Locale;

/**
 * Draws a waterfall as a document that needs nothing else. Phases differ in height and filling, not in colour alone;
 * colours follow the reader's light or dark scheme.
 */
final class WaterfallSvg {
    private static final int WIDTH = 860;
    private static final int LABELS = 96;
    private static final int AMOUNTS = 72;
    private static final int TOP = 52;
    private static final int ROW = 22;
    private static final int BOTTOM = 44;
    private static final int TICKS = 4;

    private static final String STYLE = """
            <style>
            svg { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff;
                  --shake: #9a6700; --wait: #0969da; --take: #1a7f37; }
            @media (prefers-color-scheme: dark) {
              svg { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --paper: #0d1117;
                    --shake: #d29922; --wait: #4493f8; --take: #3fb950; }
            }
            text { font: 13px system-ui, sans-serif; fill: var(--ink); }
            .title { font-weight: 600; font-size: 15px; }
            .soft { fill: var(--soft); font-size: 12px; }
            .paper { fill: var(--paper); }
            .tick { stroke: var(--line); stroke-width: 1; }
            .shake { fill: url(#hatch); stroke: var(--shake); }
            .hatch { stroke: var(--shake); stroke-width: 2; }
            .wait { fill: none; stroke: var(--wait); stroke-dasharray: 3 2; }
            .take { fill: var(--take); stroke: var(--take); }
            </style>
            <defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" \
            patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="5"/></pattern></defs>
            """;

    private final Waterfall waterfall;
    private final Language language;
    private final StringBuilder out = new StringBuilder();

    WaterfallSvg(Waterfall waterfall, Language language) {
        this.waterfall = waterfall;
        this.language = language;
    }

    String document() {
        int height = TOP + waterfall.bars().size() * ROW + BOTTOM;
        String title = escaped(waterfall.title().in(language));
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-label=\"%s\">",
                WIDTH, height, WIDTH, height, title);
        line("<title>%s</title>", title);
        out.append(STYLE);
        line("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"6\"/>", WIDTH, height);
        line("<text class=\"title\" x=\"12\" y=\"22\">%s</text>", title);
        ticks(height - BOTTOM);
        for (int i = 0; i < waterfall.bars().size(); i++) {
            bar(waterfall.bars().get(i), TOP + i * ROW);
        }
        legend(height - BOTTOM / 3);
        line("</svg>");
        return out.toString();
    }

    private void ticks(int bottom) {
        for (int i = 0; i <= TICKS; i++) {
            Duration at = waterfall.span().multipliedBy(i).dividedBy(TICKS);
            double x = x(at);
            line("<line class=\"tick\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", x, TOP - 6, x, bottom);
            line(
                    "<text class=\"soft\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x, TOP - 10, i == 0 ? "0" : Amount.of(at));
        }
    }

    private void bar(Bar bar, int y) {
        line("<text x=\"12\" y=\"%d\">%s</text>", y + 15, escaped(Waterfall.label(bar)));
        box("shake", Waterfall.HANDSHAKE, bar.begun(), bar.connected(), y + 5, ROW - 10);
        box("wait", Waterfall.WAITING, bar.connected(), bar.answered(), y + 8, ROW - 16);
        box("take", Waterfall.RECEIVING, bar.answered(), bar.ended(), y + 3, ROW - 6);
        line("<text class=\"soft\" x=\"%.1f\" y=\"%d\">%s</text>", x(bar.ended()) + 8, y + 15, Amount.of(bar.ended()));
    }

    private void box(String kind, Text name, Duration from, Duration to, int y, int height) {
        if (to.compareTo(from) <= 0) {
            return;
        }
        line(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s: %s</title></rect>",
                kind, x(from), y, Math.max(2, x(to) - x(from)), height, name.in(language), Amount.of(to.minus(from)));
    }

    private void legend(int y) {
        int x = LABELS;
        x = entry("shake", Waterfall.HANDSHAKE, x, y, ROW - 10);
        x = entry("wait", Waterfall.WAITING, x, y, ROW - 16);
        x = entry("take", Waterfall.RECEIVING, x, y, ROW - 6);
        line(
                "<text class=\"soft\" x=\"%d\" y=\"%d\">#n: %s n</text>",
                x, y, escaped(Waterfall.CONNECTION.in(language)));
    }

    private int entry(String kind, Text name, int x, int y, int height) {
        line("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"24\" height=\"%d\"/>", kind, x, y - 4 - height / 2, height);
        line("<text class=\"soft\" x=\"%d\" y=\"%d\">%s</text>", x + 30, y, escaped(name.in(language)));
        return x + 190;
    }

    private double x(Duration time) {
        return LABELS + waterfall.part(time) * (WIDTH - LABELS - AMOUNTS);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
