package io.clearhop.http;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The request target in one of its four forms (RFC 9112 section 3.2), and whether Host agrees with the rules.
 *
 * <p>Mutable, used again for the next request; valid as long as the head's bytes are.
 */
public final class RequestTarget {
    /** The four forms. */
    public enum Form {
        /** {@code http://host/path}: a request to a proxy. */
        ABSOLUTE,
        /** {@code host:port}: CONNECT. */
        AUTHORITY,
        /** {@code *}: OPTIONS about the recipient itself. */
        ASTERISK,
        /** {@code /path}: a request to the recipient itself. */
        ORIGIN
    }

    private static final AsciiString HTTP_SCHEME = AsciiString.cached("http://");
    private static final int DEFAULT_PORT = 80;
    private static final int ABSENT = -1;
    private static final int INVALID = -2;

    private Form form = Form.ORIGIN;
    private int authorityStart;
    private int authorityEnd;
    private int pathStart;
    private int pathEnd;
    private @Nullable Origin origin;
    private final KnownOrigins known = new KnownOrigins();

    /** In which form the target is. */
    public Form form() {
        return form;
    }

    /** Where the request is to go, for absolute and authority form. */
    public Origin origin() {
        Origin found = origin;
        if (found == null) {
            throw new IllegalStateException("the target names no origin");
        }
        return found;
    }

    /** Index of the first byte of the authority in the head's bytes. */
    public int authorityStart() {
        return authorityStart;
    }

    /** Index of the byte after the authority. */
    public int authorityEnd() {
        return authorityEnd;
    }

    /** Index of the first byte of path and query. */
    public int pathStart() {
        return pathStart;
    }

    /** Index of the byte after path and query; equal to the start where both are empty. */
    public int pathEnd() {
        return pathEnd;
    }

    /** Path and query as text, "/" if both are empty. Makes a string: not for the hot path. */
    public String path(Head head) {
        return pathStart == pathEnd ? "/" : Ascii.string(head.bytes(), pathStart, pathEnd);
    }

    /** Whether the target is meant for the recipient itself. */
    public boolean isForRecipient() {
        return form == Form.ORIGIN || form == Form.ASTERISK;
    }

    /**
     * Reads target and Host of a request.
     *
     * @return what is wrong with them, or null
     */
    public @Nullable Malformed read(Head head) {
        origin = null;
        Malformed host = hostFault(head);
        if (host != null) {
            return host;
        }
        byte[] in = head.bytes();
        int start = head.targetStart();
        int end = head.targetEnd();
        if (head.method() == Method.CONNECT) {
            form = Form.AUTHORITY;
            pathStart = end;
            pathEnd = end;
            return authority(in, start, end);
        }
        if (in[start] == '/') {
            form = Form.ORIGIN;
            pathStart = start;
            pathEnd = end;
            return null;
        }
        if (in[start] == '*' && end - start == 1) {
            form = Form.ASTERISK;
            pathStart = start;
            pathEnd = end;
            return head.method() == Method.OPTIONS ? null : Malformed.TARGET;
        }
        return absolute(in, start, end);
    }

    private @Nullable Malformed absolute(byte[] in, int start, int end) {
        int authority = start + HTTP_SCHEME.length();
        if (authority > end || !Ascii.equalsIgnoreCase(in, start, HTTP_SCHEME.length(), HTTP_SCHEME)) {
            return hasScheme(in, start, end) ? Malformed.TARGET_SCHEME : Malformed.TARGET;
        }
        form = Form.ABSOLUTE;
        int i = authority;
        while (i < end && in[i] != '/' && in[i] != '?') {
            i++;
        }
        pathStart = i;
        pathEnd = end;
        return authority(in, authority, i);
    }

    /** {@code scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )} before a colon (RFC 3986 section 3.1). */
    private static boolean hasScheme(byte[] in, int start, int end) {
        int colon = Ascii.indexOf(in, start, end, (byte) ':');
        if (colon <= start || colon + 2 >= end || in[colon + 1] != '/' || in[colon + 2] != '/') {
            return false;
        }
        for (int i = start; i < colon; i++) {
            byte b = in[i];
            if (!Ascii.isAlpha(b) && (i == start || !Ascii.isDigit(b) && b != '+' && b != '-' && b != '.')) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Malformed authority(byte[] in, int start, int end) {
        authorityStart = start;
        authorityEnd = end;
        origin = known.find(form, in, start, end);
        if (origin != null) {
            return null;
        }
        if (Ascii.indexOf(in, start, end, (byte) '@') >= 0) {
            return Malformed.TARGET_USERINFO;
        }
        int hostEnd = hostEnd(in, start, end);
        if (hostEnd <= start) {
            return Malformed.TARGET_HOST;
        }
        int port = port(in, hostEnd, end);
        if (port == ABSENT && form == Form.ABSOLUTE) {
            port = DEFAULT_PORT;
        }
        if (port <= 0) {
            return Malformed.TARGET_PORT;
        }
        boolean literal = in[start] == '[';
        String host = literal ? Ascii.string(in, start + 1, hostEnd - 1) : Ascii.string(in, start, hostEnd);
        Origin found = new Origin(host, port);
        known.keep(form, in, start, end, found);
        origin = found;
        return null;
    }

    /** A request of HTTP/1.1 needs exactly one valid Host, any other at most one (RFC 9112 section 3.2). */
    private static @Nullable Malformed hostFault(Head head) {
        int line = head.find(Field.HOST, 0);
        if (line < 0) {
            return head.isHttp10() ? null : Malformed.HOST_MISSING;
        }
        if (head.find(Field.HOST, line + 1) >= 0) {
            return Malformed.HOST_REPEATED;
        }
        int start = head.valueStart(line);
        int end = head.valueEnd(line);
        if (start == end) {
            return null;
        }
        int hostEnd = hostEnd(head.bytes(), start, end);
        boolean valid = hostEnd >= start && port(head.bytes(), hostEnd, end) != INVALID;
        return valid ? null : Malformed.HOST_INVALID;
    }

    /** The end of {@code IP-literal / IPv4address / reg-name} (RFC 3986 section 3.2.2), or -1 if it is none. */
    private static int hostEnd(byte[] in, int start, int end) {
        if (start < end && in[start] == '[') {
            int close = Ascii.indexOf(in, start, end, (byte) ']');
            boolean valid = close > 0 && Ipv6Text.parse(Ascii.string(in, start + 1, close)) != null;
            return valid ? close + 1 : -1;
        }
        int i = start;
        while (i < end && in[i] != ':') {
            byte b = in[i];
            if (!Ascii.isRegNameByte(b) || b == '%' && !isEscape(in, i, end)) {
                return -1;
            }
            i++;
        }
        return i;
    }

    private static boolean isEscape(byte[] in, int i, int end) {
        return i + 2 < end && Ascii.hexDigit(in[i + 1]) >= 0 && Ascii.hexDigit(in[i + 2]) >= 0;
    }

    /** The port after the host: a number, {@link #ABSENT}, or {@link #INVALID}. */
    private static int port(byte[] in, int hostEnd, int end) {
        if (hostEnd == end) {
            return ABSENT;
        }
        if (in[hostEnd] != ':') {
            return INVALID;
        }
        int port = 0;
        for (int i = hostEnd + 1; i < end; i++) {
            byte b = in[i];
            if (!Ascii.isDigit(b)) {
                return INVALID;
            }
            port = port * 10 + b - '0';
            if (port > 65535) {
                return INVALID;
            }
        }
        return hostEnd + 1 == end ? ABSENT : port == 0 ? INVALID : port;
    }
}
