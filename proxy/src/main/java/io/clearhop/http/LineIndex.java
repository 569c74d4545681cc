package io.clearhop.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the field lines of a head stand, and which fields they are. Offsets count from the beginning of the head. Used
 * again for the next head.
 */
final class LineIndex {
    private static final int NAME_START = 0;
    private static final int NAME_END = 1;
    private static final int COLON = 2;
    private static final int VALUE_START = 3;
    private static final int VALUE_END = 4;
    private static final int LINE_END = 5;
    private static final int STRIDE = 6;
    private static final int USUAL_LINES = 24;

    private int[] offsets = new int[USUAL_LINES * STRIDE];

    private @Nullable Field[] rows = new Field[USUAL_LINES];
    private int size;

    /** How many lines there are. */
    int size() {
        return size;
    }

    /** The table's row for line {@code i}, or null if the field is unknown. */
    @Nullable
    Field row(int i) {
        return rows[i];
    }

    int nameStart(int i) {
        return offsets[i * STRIDE + NAME_START];
    }

    int nameEnd(int i) {
        return offsets[i * STRIDE + NAME_END];
    }

    int colon(int i) {
        return offsets[i * STRIDE + COLON];
    }

    int valueStart(int i) {
        return offsets[i * STRIDE + VALUE_START];
    }

    int valueEnd(int i) {
        return offsets[i * STRIDE + VALUE_END];
    }

    /** The byte after its CRLF. */
    int lineEnd(int i) {
        return offsets[i * STRIDE + LINE_END];
    }

    void clear() {
        size = 0;
    }

    void add(@Nullable Field row, int nameStart, int nameEnd, int colon, int valueStart, int valueEnd, int lineEnd) {
        int at = next(row);
        offsets[at + NAME_START] = nameStart;
        offsets[at + NAME_END] = nameEnd;
        offsets[at + COLON] = colon;
        offsets[at + VALUE_START] = valueStart;
        offsets[at + VALUE_END] = valueEnd;
        offsets[at + LINE_END] = lineEnd;
    }

    /** Adds a line of another head, which stands so many bytes further behind here. */
    void add(LineIndex other, int line, int behind) {
        int at = next(other.rows[line]);
        int from = line * STRIDE;
        for (int i = 0; i < STRIDE; i++) {
            offsets[at + i] = other.offsets[from + i] + behind;
        }
    }

    private int next(@Nullable Field row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            offsets = Arrays.copyOf(offsets, 2 * size * STRIDE);
        }
        rows[size] = row;
        return size++ * STRIDE;
    }

    /** The last line goes on: on the next one (RFC 9112 section 5.2). */
    void extendLast(int valueStart, int valueEnd, int lineEnd) {
        int at = (size - 1) * STRIDE;
        if (valueEnd > valueStart) {
            boolean emptySoFar = offsets[at + VALUE_START] == offsets[at + VALUE_END];
            offsets[at + VALUE_START] = emptySoFar ? valueStart : offsets[at + VALUE_START];
            offsets[at + VALUE_END] = valueEnd;
        }
        offsets[at + LINE_END] = lineEnd;
    }

    /** Becomes a copy of another one. */
    void set(LineIndex other) {
        size = other.size;
        if (rows.length < size) {
            rows = new Field[other.rows.length];
            offsets = new int[other.offsets.length];
        }
        System.arraycopy(other.rows, 0, rows, 0, size);
        System.arraycopy(other.offsets, 0, offsets, 0, size * STRIDE);
    }
}
