package io.clearhop.lab.report;

import java.util.ArrayList;
import java.util.List;

/** Text in a terminal, where Hangul and Han characters take two cells. */
public final class Cells {
    private Cells() {}

    /** How many cells a text takes. */
    public static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    /** How many cells a character takes (Unicode Standard Annex 11: wide and full-width ones two). */
    static int width(int codePoint) {
        boolean wide = codePoint >= 0x1100 && codePoint <= 0x115f
                || codePoint >= 0x2e80 && codePoint <= 0xa4cf
                || codePoint >= 0xac00 && codePoint <= 0xd7a3
                || codePoint >= 0xf900 && codePoint <= 0xfaff
                || codePoint >= 0xff00 && codePoint <= 0xff60;
        return wide ? 2 : 1;
    }

    /** The text, with as much of it as fits and an ellipsis if that is not all. */
    public static String cut(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int codePoint : text.codePoints().toArray()) {
            if (used + width(codePoint) > cells - 1) {
                break;
            }
            kept.appendCodePoint(codePoint);
            used += width(codePoint);
        }
        return kept.append('…').toString();
    }

    /** The text, with an ellipsis before its last cells if that is not all; of narrow characters there. */
    static String cutWithin(String text, int cells, int last) {
        if (width(text) <= cells || text.length() <= last || cells <= last) {
            return cut(text, cells);
        }
        return cut(text, cells - last) + text.substring(text.length() - last);
    }

    /** The text with spaces behind it, so that it takes so many cells. */
    public static String padded(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - width(text)));
    }

    /** The text in lines of at most so many cells, broken at spaces; a word that is longer stands alone. */
    public static List<String> wrap(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" +", -1)) {
            int width = width(word);
            if (used > 0 && used + 1 + width > cells) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            line.append(word);
            used += width;
        }
        lines.add(line.toString());
        return lines;
    }
}
