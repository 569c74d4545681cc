package io.clearhop.lab.report;

import java.util.Arrays;

/** A line of a drawing, cell by cell; what is put later lies above. */
final class Row {
    /** The right half of a wide character. */
    private static final int COVERED = -1;

    private final int[] cells;

    Row(int width) {
        cells = new int[width];
        Arrays.fill(cells, ' ');
    }

    /** Puts a text, as far as it fits. */
    Row put(int at, String text) {
        int cell = at;
        for (int codePoint : text.codePoints().toArray()) {
            int width = Cells.width(codePoint);
            if (cell + width > cells.length) {
                break;
            }
            cells[cell] = codePoint;
            if (width > 1) {
                cells[cell + 1] = COVERED;
            }
            cell += width;
        }
        return this;
    }

    /** Puts a character into each cell of a range. */
    Row fill(int from, int to, char character) {
        Arrays.fill(cells, from, to, character);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int cell : cells) {
            if (cell != COVERED) {
                text.appendCodePoint(cell);
            }
        }
        return text.toString().stripTrailing();
    }
}
