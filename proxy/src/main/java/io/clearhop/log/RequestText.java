package io.clearhop.log;

/**
 * What a log line says of a request's head. Who a URI names before its {@code @} is not shown, for that may be a password
 * (RFC 9110 section 4.2.4, RFC 3986 section 7.5); such a request is refused, but it is logged.
 */
final class RequestText {
    private static final String HIDDEN = "***";

    private RequestText() {}

    /** The first line of a head, or a dash. */
    static void line(byte[] head, Escape escape, LineBuffer line) {
        int end = endOfLine(head, 0);
        if (end == 0) {
            line.ascii('-');
        } else {
            int target = targetStart(head, end);
            escape.append(head, 0, target, line);
            uri(head, target, end, escape, line);
        }
    }

    /** The method. */
    static void method(byte[] head, Escape escape, LineBuffer line) {
        escape.append(head, 0, indexOf(head, 0, endOfLine(head, 0), ' '), line);
    }

    /** The request target. */
    static void target(byte[] head, Escape escape, LineBuffer line) {
        int end = endOfLine(head, 0);
        int start = targetStart(head, end);
        uri(head, start, indexOf(head, start, end, ' '), escape, line);
    }

    /** The protocol's name and version. */
    static void protocol(byte[] head, Escape escape, LineBuffer line) {
        int end = endOfLine(head, 0);
        int space = indexOf(head, targetStart(head, end), end, ' ');
        escape.append(head, Math.min(space + 1, end), end, line);
    }

    private static int targetStart(byte[] head, int end) {
        return Math.min(indexOf(head, 0, end, ' ') + 1, end);
    }

    /** Index of the first byte of the value of the first field of that lower-case name, -1 if there is none. */
    static int field(byte[] head, String name) {
        int end = endOfLine(head, 0);
        while (end < head.length) {
            int start = end + 2;
            end = endOfLine(head, start);
            if (isField(head, start, end, name)) {
                return skipSpace(head, start + name.length() + 1, end);
            }
        }
        return -1;
    }

    /** The value of a field, from its first byte on. */
    static void value(byte[] head, int start, Escape escape, LineBuffer line) {
        escape.append(head, start, endOfValue(head, start), line);
    }

    /** The value of a field that is a URI, from its first byte on. */
    static void uriValue(byte[] head, int start, Escape escape, LineBuffer line) {
        uri(head, start, endOfValue(head, start), escape, line);
    }

    private static int endOfValue(byte[] head, int start) {
        int end = endOfLine(head, start);
        while (end > start && isSpace(head[end - 1])) {
            end--;
        }
        return end;
    }

    private static void uri(byte[] text, int from, int to, Escape escape, LineBuffer line) {
        int authority = authorityStart(text, from, to);
        int at = -1;
        for (int i = authority; i < to && isOfAuthority(text[i]); i++) {
            at = text[i] == '@' ? i : at;
        }
        if (at < 0) {
            escape.append(text, from, to, line);
        } else {
            escape.append(text, from, authority, line);
            line.ascii(HIDDEN);
            escape.append(text, at, to, line);
        }
    }

    /** Behind {@code scheme://}; the beginning where there is no scheme, as with CONNECT. */
    private static int authorityStart(byte[] text, int from, int to) {
        int colon = from;
        while (colon < to && isOfScheme(text[colon])) {
            colon++;
        }
        boolean scheme = colon + 2 < to && text[colon] == ':' && text[colon + 1] == '/' && text[colon + 2] == '/';
        return scheme ? colon + 3 : from;
    }

    private static boolean isOfScheme(byte b) {
        return Character.isLetterOrDigit(b) || b == '+' || b == '-' || b == '.';
    }

    private static boolean isOfAuthority(byte b) {
        return b != '/' && b != '?' && b != '#' && b != ' ';
    }

    private static int endOfLine(byte[] head, int from) {
        int i = from;
        while (i < head.length && head[i] != '\r' && head[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int indexOf(byte[] head, int from, int to, char wanted) {
        int i = from;
        while (i < to && head[i] != wanted) {
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
            if ((head[start + i] | 0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(byte[] head, int from, int to) {
        int i = from;
        while (i < to && isSpace(head[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
