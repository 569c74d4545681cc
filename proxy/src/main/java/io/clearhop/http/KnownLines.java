package io.clearhop.http;

import java.util.Arrays;

/**
 * The field lines of the head before. A client says nearly the same with each request, an origin with each response: a
 * line that comes again, byte for byte, is compared and not parsed. That changes nothing but the time it takes, for
 * whether a line is valid, and what stands where in it, depends on its bytes alone; lines of which that is not so are
 * not learnt.
 *
 * <p>Confined to one event loop, whose parsers of one kind share it.
 */
public final class KnownLines {
    /** For heads of which no others of their kind follow. */
    static final KnownLines NONE = new KnownLines(0);

    /** A larger head is not kept. */
    private static final int USUAL_SIZE = 4096;

    private final int most;
    private final LineIndex lines = new LineIndex();
    private byte[] bytes = {};

    /** Knows nothing yet. */
    public KnownLines() {
        this(USUAL_SIZE);
    }

    private KnownLines(int most) {
        this.most = most;
    }

    /**
     * Adds the lines that come again to a head.
     *
     * @param line the known line from which on they may
     * @param from where they would begin in the head
     * @param end where what has arrived of the head ends
     * @param limits of the head; what exceeds them is left to the parser to complain of
     * @return how many came again
     */
    int addRepeated(int line, Head head, int from, int end, HeadLimits limits) {
        int known = lines.size();
        if (line >= known) {
            return 0;
        }
        int start = lines.nameStart(line);
        if (from == end || head.bytes()[from] != bytes[start]) {
            return 0;
        }
        int different = Arrays.mismatch(head.bytes(), from, end, bytes, start, lines.lineEnd(known - 1));
        int same = start + (different < 0 ? end - from : different);
        int room = limits.fields() - head.fields();
        int bound = limits.headSize() + start - from;
        int i = line;
        while (i < known && i - line < room && lines.lineEnd(i) <= Math.min(same, bound)) {
            head.addField(lines, i, from - start);
            i++;
        }
        return i - line;
    }

    /** The known line behind the one that a line stands for which did not come again, for lines change and are left out. */
    int behind(int line, Head head) {
        int added = head.fields() - 1;
        int length = head.nameEnd(added) - head.nameStart(added);
        for (int i = line; i < lines.size(); i++) {
            if (lines.row(i) == head.row(added) && lines.nameEnd(i) - lines.nameStart(i) == length) {
                return i + 1;
            }
        }
        return line;
    }

    /**
     * Knows from now on the lines of this head.
     *
     * @param repeated how many of them came again: where all did, and no others, there is nothing new
     */
    void learn(Head head, int repeated) {
        boolean known = repeated == lines.size() && repeated == head.fields();
        if (known || head.length() > most || !head.isPlain()) {
            return;
        }
        if (bytes.length < head.length()) {
            bytes = new byte[Math.min(most, Math.max(1024, 2 * head.length()))];
        }
        System.arraycopy(head.bytes(), 0, bytes, 0, head.length());
        lines.set(head.lines());
    }
}
