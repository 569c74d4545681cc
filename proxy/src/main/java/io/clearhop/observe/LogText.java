package io.clearhop.observe;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Pieces of a log line that come from a peer; what could break the line or a terminal is escaped. */
final class LogText {
    private LogText() {}

    /** A user's name as one word, or a dash. */
    static void user(@Nullable String name, StringBuilder line) {
        if (name == null || name.isEmpty()) {
            line.append('-');
            return;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ' ') {
                line.append("\\x20");
            } else {
                escape(name.charAt(i), line);
            }
        }
    }

    /** The first line of a head, or a dash. */
    static void requestLine(byte[] head, StringBuilder line) {
        if (head.length == 0) {
            line.append('-');
        }
        escape(head, 0, endOfLine(head, 0), line);
    }

    /** The value of the first field of that lower-case name, or a dash. */
    static void field(byte[] head, String name, StringBuilder line) {
        int end = endOfLine(head, 0);
        while (end < head.length) {
            int start = end + 2;
            end = endOfLine(head, start);
            if (isField(head, start, end, name)) {
                value(head, start + name.length() + 1, end, line);
                return;
            }
        }
        line.append('-');
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

    private static void value(byte[] head, int start, int end, StringBuilder line) {
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
    private static void escape(byte[] text, int from, int to, StringBuilder line) {
        int copied = from;
        for (int i = from; i < to; i++) {
            if (!isPlain(text[i])) {
                copy(text, copied, i, line);
                escape(text[i] & 0xff, line);
                copied = i + 1;
            }
        }
        copy(text, copied, to, line);
    }

    private static void copy(byte[] text, int from, int to, StringBuilder line) {
        line.append(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private static boolean isPlain(int c) {
        return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    }

    /** Text with everything escaped that is not printable ASCII. */
    static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), line);
        }
    }

    private static void escape(int c, StringBuilder line) {
        if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
        } else if (isPlain(c)) {
            line.append((char) c);
        } else {
            line.append(c < 0x100 ? "\\x" : "\\u");
            for (int shift = c < 0x100 ? 4 : 12; shift >= 0; shift -= 4) {
                line.append(Character.forDigit(c >> shift & 0xf, 16));
            }
        }
    }
}
