package io.clearhop.http;

import io.netty.util.AsciiString;

/**
 * The members of {@code Via}: {@code received-protocol RWS received-by [ RWS comment ]} between commas, where a comment
 * may hold commas and comments itself (RFC 9110 sections 5.6.5 and 7.6.3).
 */
public final class ViaList {
    private ViaList() {}

    /** Whether a member of any of the head's Via lines was received by this name, in any case. */
    public static boolean names(Head head, AsciiString receivedBy) {
        for (int i = head.find(Field.VIA, 0); i >= 0; i = head.find(Field.VIA, i + 1)) {
            if (names(head.bytes(), head.valueStart(i), head.valueEnd(i), receivedBy)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(byte[] in, int start, int end, AsciiString receivedBy) {
        boolean comments = true;
        for (int at = Ascii.memberStart(in, start, end); at < end; ) {
            int name = Ascii.skipSpace(in, wordEnd(in, at, end), end);
            int nameEnd = wordEnd(in, name, end);
            if (Ascii.equalsIgnoreCase(in, name, nameEnd - name, receivedBy)) {
                return true;
            }
            int memberEnd = comments ? endAfterComment(in, nameEnd, end) : Ascii.memberEnd(in, nameEnd, end);
            if (memberEnd < 0) {
                // A comment that never ends hides nothing, and is looked through for its end only once.
                comments = false;
                memberEnd = Ascii.memberEnd(in, nameEnd, end);
            }
            at = Ascii.memberStart(in, memberEnd, end);
        }
        return false;
    }

    private static int wordEnd(byte[] in, int from, int end) {
        int i = from;
        while (i < end && !isDelimiter(in[i])) {
            i++;
        }
        return i;
    }

    private static boolean isDelimiter(byte b) {
        return b == ',' || b == '(' || Ascii.isSpaceInValue(b);
    }

    /** The comma after a member and its comment, or the end; -1 if the comment has none. */
    private static int endAfterComment(byte[] in, int from, int end) {
        int depth = 0;
        for (int i = from; i < end; i++) {
            switch (in[i]) {
                case '\\' -> i += depth > 0 ? 1 : 0;
                case '(' -> depth++;
                case ')' -> depth -= depth > 0 ? 1 : 0;
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return depth > 0 ? -1 : end;
    }
}
