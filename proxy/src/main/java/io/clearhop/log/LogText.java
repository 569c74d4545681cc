package io.clearhop.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Pieces of a log line that come from a peer; what could break the line or a terminal is escaped. */
final class LogText {
    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        Arrays.fill(PLAIN, 0x20, 0x7f, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private LogText() {}

    /** A user's name as one word, or a dash. */
    static void user(@Nullable String name, LineBuffer line) {
        if (name == null || name.isEmpty()) {
            line.ascii('-');
            return;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ' ') {
                line.ascii("\\x20");
            } else {
                escape(name.charAt(i), line);
            }
        }
    }

    /** The first line of a head, or a dash. */
    static void requestLine(byte[] head, LineBuffer line) {
        if (head.length == 0) {
            line.ascii('-');
        }
        escape(head, 0, endOfLine(head, 0), line);
    }

    /** The value of the first field of that lower-case name, or a dash. */
    static void field(byte[] head, String name, LineBuffer line) {
        int end = endOfLine(head, 0);
        while (end < head.length) {
            int start = end + 2;
            end = endOfLine(head, start);
            if (isField(head, start, end, name)) {
                value(head, start + name.length() + 1, end, line);
                return;
            }
        }
        line.ascii('-');
    }

    private static int endOfLine(byte[] head, int from) {
        int i = from;
        while (i < head.length && head[i] != '\r' && head[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean isField(byte[] head, int start, int end, String name) {
        int colon = start + name.length();
        if (colon >= end || head[colon] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase(head[start + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static void value(byte[] head, int start, int end, LineBuffer line) {
        int from = start;
        int to = end;
        while (from < to && isSpace(head[from])) {
            from++;
        }
        while (to > from && isSpace(head[to - 1])) {
            to--;
        }
        escape(head, from, to, line);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Nearly always all of it is plain, and a run of it is copied at once. */
    private static void escape(byte[] text, int from, int to, LineBuffer line) {
        int copied = from;
        for (int i = from; i < to; i++) {
            if (!isPlain(text[i] & 0xff)) {
                line.bytes(text, copied, i);
                escape((char) (text[i] & 0xff), line);
                copied = i + 1;
            }
        }
        line.bytes(text, copied, to);
    }

    private static boolean isPlain(int c) {
        return c < PLAIN.length && PLAIN[c];
    }

    /** Text with everything escaped that is not printable ASCII. */
    static void escape(String text, LineBuffer line) {
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), line);
        }
    }

    private static void escape(char c, LineBuffer line) {
        if (c == '"' || c == '\\') {
            line.ascii('\\').ascii(c);
        } else if (isPlain(c)) {
            line.ascii(c);
        } else {
            line.ascii(c < 0x100 ? "\\x" : "\\u");
            for (int shift = c < 0x100 ? 4 : 12; shift >= 0; shift -= 4) {
                line.ascii(Character.forDigit(c >> shift & 0xf, 16));
            }
        }
    }
}
