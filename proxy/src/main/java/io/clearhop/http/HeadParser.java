package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Finds a whole, valid head at the front of the received bytes, strictly as RFC 9112 sections 2 to 5 say, and indexes
 * it. It never consumes bytes, except the empty lines that may precede a message (RFC 9112 sections 2.2 and 9.2), so that
 * a head may arrive in any number of parts: every byte is looked at a bounded number of times.
 *
 * <p>Not thread-safe; used again for the next head after {@link #reset()}.
 */
public final class HeadParser {
    /** What is being parsed. */
    public enum Kind {
        REQUEST,
        RESPONSE,
        /** The trailer section of a chunked request: field lines alone. */
        REQUEST_TRAILERS,
        /** The trailer section of a chunked response. */
        RESPONSE_TRAILERS;

        boolean hasStartLine() {
            return this == REQUEST || this == RESPONSE;
        }

        /**
         * White space before a colon and folded lines make a request malformed; of a response a proxy repairs them (RFC
         * 9112 sections 5.1 and 5.2).
         */
        boolean isRepaired() {
            return this == RESPONSE || this == RESPONSE_TRAILERS;
        }
    }

    /** What the bytes so far are. */
    public enum Result {
        /** A valid beginning, or nothing yet. */
        INCOMPLETE,
        COMPLETE,
        MALFORMED
    }

    private static final AsciiString HTTP = AsciiString.cached("HTTP/");
    private static final int TLS_HANDSHAKE = 0x16;
    /** RFC 9112 section 2.2 asks to ignore one at least. */
    private static final int MAX_EMPTY_LINES = 16;

    private final Kind kind;
    private final HeadLimits limits;
    private final KnownLines known;
    private final Head head = new Head();

    // Offsets from the beginning of the head.
    private int lineStart;
    private int scanned;
    private int emptyLines;
    private boolean startLineRead;
    /** The known line that may come next, and how many came again. */
    private int nextKnown;

    private int repeated;
    private @Nullable Malformed fault;

    /** Makes a parser of heads that are not like others. */
    public HeadParser(Kind kind, HeadLimits limits) {
        this(kind, limits, KnownLines.NONE);
    }

    /**
     * Makes a parser.
     *
     * @param known the lines of the head before, whichever parser has read it
     */
    public HeadParser(Kind kind, HeadLimits limits, KnownLines known) {
        this.kind = kind;
        this.limits = limits;
        this.known = known;
        reset();
    }

    /** The head that {@link #parse} found last. */
    public Head head() {
        return head;
    }

    /** What is wrong, after {@link Result#MALFORMED}. */
    public Malformed fault() {
        Malformed found = fault;
        if (found == null) {
            throw new IllegalStateException("nothing malformed was found");
        }
        return found;
    }

    /** Whether a part of a head has been looked at. */
    public boolean hasBegun() {
        return scanned > 0;
    }

    /** Prepares for the next head. */
    public void reset() {
        lineStart = 0;
        scanned = 0;
        emptyLines = 0;
        startLineRead = !kind.hasStartLine();
        nextKnown = 0;
        repeated = 0;
        fault = null;
        head.reset();
    }

    /**
     * Looks at what has arrived.
     *
     * @param received all bytes of the head so far from its reader index on; they may have moved since the last time
     */
    public Result parse(ByteBuf received) {
        if (!startLineRead) {
            skipEmptyLines(received);
        }
        Result result = lines(head.take(received));
        while (result == Result.INCOMPLETE && head.taken() < received.readableBytes()) {
            result = lines(head.take(received));
        }
        return result;
    }

    private Result lines(int end) {
        byte[] in = head.bytes();
        while (true) {
            if (startLineRead && scanned == lineStart) {
                repeatLines(end);
            }
            int stop = Ascii.endOfFieldBytes(in, scanned, end);
            scanned = stop;
            fault = lineFault(in, stop, end);
            if (fault != null) {
                return Result.MALFORMED;
            }
            if (stop + 1 >= end) {
                // A CR at the very end is looked at again: the byte after it decides.
                return Result.INCOMPLETE;
            }
            int from = lineStart;
            lineStart = stop + 2;
            scanned = lineStart;
            if (startLineRead && from == stop) {
                head.finish(lineStart);
                known.learn(head, repeated);
                return Result.COMPLETE;
            }
            fault = startLineRead ? fieldLine(in, from, stop) : startLine(in, from, stop);
            startLineRead = true;
            if (fault != null) {
                return Result.MALFORMED;
            }
        }
    }

    private void repeatLines(int end) {
        int more = known.addRepeated(nextKnown, head, lineStart, end, limits);
        if (more > 0) {
            nextKnown += more;
            repeated += more;
            lineStart = head.lines().lineEnd(head.fields() - 1);
            scanned = lineStart;
        }
    }

    /**
     * What is wrong with a line before its grammar is looked at, found as soon as the bytes are there and in their order,
     * so that garbage is answered at once and not after a timeout, and the same whatever the reads are.
     *
     * @param stop where the line ends: at a CR, a byte that it must not hold, or the end of what has arrived
     */
    private @Nullable Malformed lineFault(byte[] in, int stop, int end) {
        boolean requestLine = !startLineRead && kind == Kind.REQUEST;
        Malformed early = requestLine && end > 0 ? requestLineFault(in, stop, end) : null;
        if (early != null) {
            return early;
        }
        byte last = stop < end ? in[stop] : Ascii.CR;
        int lookedAt = Math.min(stop + (last == Ascii.CR ? 2 : 1), end);
        if (lookedAt > limits.headSize()) {
            return requestLine ? tooLong(in, end) : Malformed.HEAD_TOO_LARGE;
        }
        if (last != Ascii.CR) {
            return last == Ascii.LF ? Malformed.BARE_LF : Malformed.CONTROL_BYTE;
        }
        return stop + 1 < end && in[stop + 1] != Ascii.LF ? Malformed.BARE_CR : null;
    }

    private @Nullable Malformed requestLineFault(byte[] in, int stop, int end) {
        byte first = in[0];
        if (!Ascii.isTchar(first) && first != Ascii.CR && first != Ascii.LF) {
            return first == TLS_HANDSHAKE ? Malformed.TLS : Malformed.REQUEST_LINE;
        }
        return stop > limits.requestLine() ? tooLong(in, end) : null;
    }

    /** A server answers 501 to a method that is longer than any it implements, else 414 (RFC 9112 section 3). */
    private Malformed tooLong(byte[] in, int end) {
        int bound = Math.min(Math.min(limits.requestLine(), limits.headSize()), end);
        return Ascii.indexOf(in, 0, bound, Ascii.SP) < 0 ? Malformed.METHOD_TOO_LONG : Malformed.REQUEST_LINE_TOO_LONG;
    }

    private void skipEmptyLines(ByteBuf in) {
        while (scanned == 0
                && emptyLines < MAX_EMPTY_LINES
                && in.readableBytes() >= 2
                && in.getByte(in.readerIndex()) == Ascii.CR
                && in.getByte(in.readerIndex() + 1) == Ascii.LF) {
            in.skipBytes(2);
            head.reset();
            emptyLines++;
        }
    }

    private @Nullable Malformed startLine(byte[] in, int from, int to) {
        return kind == Kind.REQUEST ? requestLine(in, from, to) : statusLine(in, from, to);
    }

    /** {@code request-line = method SP request-target SP HTTP-version} (RFC 9112 section 3). */
    private @Nullable Malformed requestLine(byte[] in, int from, int end) {
        int i = from;
        while (i < end && Ascii.isTchar(in[i])) {
            i++;
        }
        int methodEnd = i;
        if (methodEnd == from || i == end || in[i] != Ascii.SP) {
            return Malformed.REQUEST_LINE;
        }
        int targetStart = ++i;
        while (i < end && Ascii.isTargetByte(in[i])) {
            i++;
        }
        int targetEnd = i;
        if (i < end && !Ascii.isOws(in[i])) {
            return Malformed.TARGET_BYTE;
        }
        if (targetEnd == targetStart || i == end || in[i] != Ascii.SP) {
            return Malformed.REQUEST_LINE;
        }
        int minor = minorVersion(in, i + 1, end);
        if (minor < 0) {
            return Ascii.indexOf(in, i + 1, end, Ascii.SP) < 0 ? versionFault(in, i + 1, end) : Malformed.REQUEST_LINE;
        }
        Method method = Method.of(in, from, methodEnd - from);
        head.requestLine(method, methodEnd, targetStart, targetEnd, minor);
        return null;
    }

    /** {@code status-line = HTTP-version SP status-code SP [ reason-phrase ]} (RFC 9112 section 4). */
    private @Nullable Malformed statusLine(byte[] in, int from, int end) {
        int i = from;
        int versionEnd = i + HTTP.length() + 3;
        if (versionEnd + 4 > end || in[versionEnd] != Ascii.SP) {
            return Malformed.STATUS_LINE;
        }
        int minor = minorVersion(in, i, versionEnd);
        if (minor < 0) {
            return versionFault(in, i, versionEnd);
        }
        int code = 0;
        for (int digit = versionEnd + 1; digit < versionEnd + 4; digit++) {
            if (!Ascii.isDigit(in[digit])) {
                return Malformed.STATUS_LINE;
            }
            code = code * 10 + in[digit] - '0';
        }
        if (code < 100) {
            return Malformed.STATUS_CODE;
        }
        // The SP before an absent reason is missing from so many origins that it is not worth a 502.
        if (versionEnd + 4 < end && in[versionEnd + 4] != Ascii.SP) {
            return Malformed.STATUS_LINE;
        }
        int reason = Math.min(versionEnd + 5, end);
        head.statusLine(code, reason, end, minor);
        return null;
    }

    /** The minor version of {@code HTTP/1.x}, or -1 (RFC 9112 section 2.3). */
    private static int minorVersion(byte[] in, int from, int to) {
        int digits = from + HTTP.length();
        if (to - from != HTTP.length() + 3
                || !Ascii.equals(in, from, HTTP.length(), HTTP)
                || in[digits] != '1'
                || in[digits + 1] != '.'
                || !Ascii.isDigit(in[digits + 2])) {
            return -1;
        }
        return in[digits + 2] - '0';
    }

    private static Malformed versionFault(byte[] in, int from, int to) {
        int digits = from + HTTP.length();
        boolean wellFormed = to - from == HTTP.length() + 3
                && Ascii.equals(in, from, HTTP.length(), HTTP)
                && Ascii.isDigit(in[digits])
                && in[digits + 1] == '.'
                && Ascii.isDigit(in[digits + 2]);
        return wellFormed ? Malformed.VERSION_NOT_SUPPORTED : Malformed.VERSION;
    }

    /** {@code field-line = field-name ":" OWS field-value OWS} (RFC 9112 section 5). */
    private @Nullable Malformed fieldLine(byte[] in, int from, int end) {
        int i = from;
        if (Ascii.isOws(in[i])) {
            return fold(in, i, end);
        }
        if (head.fields() == limits.fields()) {
            return Malformed.TOO_MANY_FIELDS;
        }
        while (i < end && Ascii.isTchar(in[i])) {
            i++;
        }
        int nameEnd = i;
        int colon = i;
        while (colon < end && Ascii.isOws(in[colon])) {
            colon++;
        }
        if (colon == end || in[colon] != ':' || nameEnd == from) {
            return Ascii.indexOf(in, from, end, (byte) ':') < 0 ? Malformed.NO_COLON : Malformed.FIELD_NAME;
        }
        if (colon != nameEnd && !kind.isRepaired()) {
            return Malformed.SPACE_BEFORE_COLON;
        }
        int valueStart = valueStart(in, colon + 1, end);
        int valueEnd = valueEnd(in, valueStart, end);
        Field row = FieldTable.find(in, from, nameEnd - from);
        head.addField(row, from, nameEnd, colon, valueStart, valueEnd, end + 2);
        nextKnown = known.behind(nextKnown, head);
        return null;
    }

    /** A proxy rejects folding in a request, and unfolds it in a response (RFC 9112 section 5.2). */
    private @Nullable Malformed fold(byte[] in, int from, int end) {
        if (!kind.isRepaired() || head.fields() == 0) {
            return Malformed.LINE_FOLDING;
        }
        int valueStart = valueStart(in, from, end);
        int valueEnd = valueEnd(in, valueStart, end);
        head.foldIntoLastField(valueStart, valueEnd, end + 2);
        return null;
    }

    private static int valueStart(byte[] in, int from, int end) {
        int i = from;
        while (i < end && Ascii.isOws(in[i])) {
            i++;
        }
        return i;
    }

    private static int valueEnd(byte[] in, int start, int end) {
        int i = end;
        while (i > start && Ascii.isOws(in[i - 1])) {
            i--;
        }
        return i;
    }
}
