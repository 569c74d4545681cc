package io.clearhop.log;

import io.clearhop.http.UserInfo;

/**
 * What a log line says of a request's head: where it stands is found once. Who a URI names before its {@code @} is not
 * shown, for that may be a password (RFC 9110 section 4.2.4, RFC 3986 section 7.5); such a request is refused, but it is
 * logged. The observer's thread.
 */
final class RequestText {
    private static final String REFERER = "referer";
    private static final String USER_AGENT = "user-agent";
    private static final String HIDDEN = "***";
    private static final byte[] NO_HEAD = {};

    /** What a byte may mean to a request line: mostly nothing. */
    private static final byte[] MEANING = new byte[256];

    private static final byte SPACE = 1;
    private static final byte LINE_END = 2;
    private static final byte AT = 3;
    /** {@link Escape} has to do something about it. */
    private static final byte UNUSUAL = 4;

    static {
        for (int i = 0; i < MEANING.length; i++) {
            MEANING[i] = Escape.QUOTED.isPlain(i) ? 0 : UNUSUAL;
        }
        MEANING[' '] = SPACE;
        MEANING['@'] = AT;
        MEANING['\r'] = LINE_END;
        MEANING['\n'] = LINE_END;
    }

    private byte[] head = NO_HEAD;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int lineEnd;
    /** Whether the line has nothing but what is written as it is. */
    private boolean plain;

    private int referer;
    private int userAgent;

    /** Reads the request line, looking once at each byte. */
    RequestText line(byte[] received) {
        int firstSpace = -1;
        int secondSpace = -1;
        int seen = 0;
        int end = 0;
        for (; end < received.length; end++) {
            byte meaning = MEANING[received[end] & 0xff];
            if (meaning == SPACE) {
                secondSpace = firstSpace >= 0 && secondSpace < 0 ? end : secondSpace;
                firstSpace = firstSpace < 0 ? end : firstSpace;
            } else if (meaning == LINE_END) {
                break;
            } else {
                seen |= meaning;
            }
        }
        head = received;
        lineEnd = end;
        methodEnd = firstSpace < 0 ? end : firstSpace;
        targetStart = Math.min(methodEnd + 1, end);
        targetEnd = secondSpace < 0 ? end : secondSpace;
        plain = seen == 0;
        referer = -1;
        userAgent = -1;
        return this;
    }

    /** Reads the fields as well; of those that are repeated the first counts. */
    RequestText all(byte[] received) {
        line(received);
        for (int end = lineEnd; end < received.length; ) {
            int start = end + 2;
            end = endOfLine(received, start);
            if (referer < 0 && isField(received, start, end, REFERER)) {
                referer = skipSpace(received, start + REFERER.length() + 1, end);
            } else if (userAgent < 0 && isField(received, start, end, USER_AGENT)) {
                userAgent = skipSpace(received, start + USER_AGENT.length() + 1, end);
            }
        }
        return this;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return lineEnd == 0;
    }

    boolean hasReferer() {
        return referer >= 0;
    }

    boolean hasUserAgent() {
        return userAgent >= 0;
    }

    void line(Escape escape, LineBuffer line) {
        if (isEmpty()) {
            line.ascii('-');
        } else if (plain && escape.isPlain(' ')) {
            line.bytes(head, 0, lineEnd);
        } else {
            escape.append(head, 0, targetStart, line);
            uri(targetStart, lineEnd, escape, line);
        }
    }

    void method(Escape escape, LineBuffer line) {
        escape.append(head, 0, methodEnd, line);
    }

    /** There is no space in it, which is what some do not write as it is. */
    void target(Escape escape, LineBuffer line) {
        if (plain) {
            line.bytes(head, targetStart, targetEnd);
        } else {
            uri(targetStart, targetEnd, escape, line);
        }
    }

    void protocol(Escape escape, LineBuffer line) {
        escape.append(head, Math.min(targetEnd + 1, lineEnd), lineEnd, line);
    }

    void referer(Escape escape, LineBuffer line) {
        uri(referer, endOfValue(referer), escape, line);
    }

    void userAgent(Escape escape, LineBuffer line) {
        escape.append(head, userAgent, endOfValue(userAgent), line);
    }

    private int endOfValue(int start) {
        int end = endOfLine(head, start);
        while (end > start && isSpace(head[end - 1])) {
            end--;
        }
        return end;
    }

    private void uri(int from, int to, Escape escape, LineBuffer line) {
        UserInfo user = UserInfo.find(head, from, to);
        if (user.isThere()) {
            escape.append(head, from, user.start(), line);
            line.ascii(HIDDEN);
            escape.append(head, user.end(), to, line);
        } else {
            escape.append(head, from, to, line);
        }
    }

    private static int endOfLine(byte[] text, int from) {
        int i = from;
        // Nearly every byte passes the first comparison.
        while (i < text.length && (text[i] > '\r' || text[i] != '\r' && text[i] != '\n')) {
            i++;
        }
        return i;
    }

    /** The name is given in lower case. */
    private static boolean isField(byte[] text, int start, int end, String name) {
        int colon = start + name.length();
        if (colon >= end || text[colon] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((text[start + i] | 0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(byte[] text, int from, int to) {
        int i = from;
        while (i < to && isSpace(text[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
