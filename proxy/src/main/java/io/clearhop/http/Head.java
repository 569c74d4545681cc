package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An index over the bytes of a received head: where the start line's parts and the field lines stand. It holds no copy;
 * it is valid until the bytes it points into are consumed, and is used again for the next head.
 *
 * <p>{@link HeadParser} fills it. Not thread-safe; owned by the parser's owner.
 */
public final class Head {
    private static final int NAME_START = 0;
    private static final int NAME_END = 1;
    private static final int COLON = 2;
    private static final int VALUE_START = 3;
    private static final int VALUE_END = 4;
    private static final int LINE_END = 5;
    private static final int STRIDE = 6;
    private static final int USUAL_FIELDS = 24;

    /** All offsets are relative to {@link #start}, for the bytes may be moved while a head arrives in parts. */
    private int[] offsets = new int[USUAL_FIELDS * STRIDE];

    private @Nullable Field[] rows = new Field[USUAL_FIELDS];
    private int fields;
    /** A line continues on the next one, in responses only. */
    private boolean folded;

    private @Nullable ByteBuf bytes;
    private int start;
    private int length;

    private Method method = Method.OTHER;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int minorVersion;
    private int status;
    private int reasonStart;
    private int reasonEnd;

    /** The buffer that the head stands in. */
    public ByteBuf bytes() {
        ByteBuf in = bytes;
        if (in == null) {
            throw new IllegalStateException("no head has been parsed");
        }
        return in;
    }

    /** Absolute index of the first byte in {@link #bytes()}. */
    public int start() {
        return start;
    }

    /** Bytes of the whole head, the empty line included. */
    public int length() {
        return length;
    }

    /** The request's method, {@link Method#OTHER} if it is not one of the known. */
    public Method method() {
        return method;
    }

    /** Absolute index of the byte after the method, which starts at {@link #start()}. */
    public int methodEnd() {
        return start + methodEnd;
    }

    /** Absolute index of the first byte of the request target. */
    public int targetStart() {
        return start + targetStart;
    }

    /** Absolute index of the byte after the request target. */
    public int targetEnd() {
        return start + targetEnd;
    }

    /** The minor version as it was sent; one above 1 is processed as 1.1 (RFC 9110 section 6.2). */
    public int minorVersion() {
        return minorVersion;
    }

    /** Whether the message is HTTP/1.0. */
    public boolean isHttp10() {
        return minorVersion == 0;
    }

    /** The response's status code, 100 to 999. */
    public int status() {
        return status;
    }

    /** Absolute index of the first byte of the reason phrase. */
    public int reasonStart() {
        return start + reasonStart;
    }

    /** Absolute index of the byte after the reason phrase; equal to the start where there is none. */
    public int reasonEnd() {
        return start + reasonEnd;
    }

    /** How many field lines there are. */
    public int fields() {
        return fields;
    }

    /** The table's row for line {@code i}, or null if the field is unknown. */
    public @Nullable Field row(int i) {
        return rows[i];
    }

    /** The index of the first line of a field at or after {@code from}, or -1. */
    public int find(Field field, int from) {
        for (int i = from; i < fields; i++) {
            if (rows[i] == field) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the field stands in the head. */
    public boolean has(Field field) {
        return find(field, 0) >= 0;
    }

    /** Absolute index of the first byte of line {@code i}'s name. */
    public int nameStart(int i) {
        return start + offsets[i * STRIDE + NAME_START];
    }

    /** Absolute index of the byte after line {@code i}'s name. */
    public int nameEnd(int i) {
        return start + offsets[i * STRIDE + NAME_END];
    }

    /** Absolute index of the first byte of line {@code i}'s value, leading white space excluded. */
    public int valueStart(int i) {
        return start + offsets[i * STRIDE + VALUE_START];
    }

    /** Absolute index of the byte after line {@code i}'s value, trailing white space excluded. */
    public int valueEnd(int i) {
        return start + offsets[i * STRIDE + VALUE_END];
    }

    /** The name of line {@code i} as it was spelled. Makes a string: not for the hot path. */
    public String name(int i) {
        return Ascii.string(bytes(), nameStart(i), nameEnd(i));
    }

    /** The value of line {@code i}, a fold as spaces. Makes a string: not for the hot path. */
    public String value(int i) {
        String value = Ascii.string(bytes(), valueStart(i), valueEnd(i));
        return folded ? value.replace('\r', ' ').replace('\n', ' ') : value;
    }

    /** The start line without its CRLF. Makes a string: not for the hot path. */
    public String startLine() {
        ByteBuf in = bytes();
        int end = in.indexOf(start, start + length, Ascii.CR);
        return Ascii.string(in, start, end);
    }

    /** The request target. Makes a string: not for the hot path. */
    public String target() {
        return Ascii.string(bytes(), targetStart(), targetEnd());
    }

    /** Whether the name of line {@code i} is the given one in any case. */
    public boolean nameEquals(int i, AsciiString name) {
        int from = nameStart(i);
        return Ascii.equalsIgnoreCase(bytes(), from, nameEnd(i) - from, name);
    }

    /** Whether the value of line {@code i} is the given text in any case. */
    public boolean valueEquals(int i, AsciiString text) {
        int from = valueStart(i);
        return Ascii.equalsIgnoreCase(bytes(), from, valueEnd(i) - from, text);
    }

    /** Whether the field, a list, has a member that is the given text in any case; further lines continue the list. */
    public boolean listHas(Field field, AsciiString text) {
        ByteBuf in = bytes();
        for (int i = find(field, 0); i >= 0; i = find(field, i + 1)) {
            int end = valueEnd(i);
            for (int at = Ascii.memberStart(in, valueStart(i), end); at < end; ) {
                int memberEnd = Ascii.memberEnd(in, at, end);
                if (Ascii.equalsIgnoreCase(in, at, memberEnd - at, text)) {
                    return true;
                }
                at = Ascii.memberStart(in, memberEnd, end);
            }
        }
        return false;
    }

    /**
     * Copies line {@code i} with its CRLF as it came, in its case and spelling. White space before the colon of a
     * response's field goes (RFC 9112 section 5.1), and a fold becomes spaces (RFC 9112 section 5.2).
     */
    public void copyLine(int i, ByteBuf out) {
        int at = i * STRIDE;
        int lineStart = start + offsets[at + NAME_START];
        int end = start + offsets[at + LINE_END];
        ByteBuf in = bytes();
        if (offsets[at + NAME_END] == offsets[at + COLON] && !folded) {
            out.writeBytes(in, lineStart, end - lineStart);
            return;
        }
        out.writeBytes(in, lineStart, nameEnd(i) - lineStart);
        for (int b = start + offsets[at + COLON]; b < end - 2; b++) {
            byte value = in.getByte(b);
            out.writeByte(value == Ascii.CR || value == Ascii.LF ? Ascii.SP : value);
        }
        out.writeByte(Ascii.CR).writeByte(Ascii.LF);
    }

    // What follows is for the parser.

    void reset() {
        fields = 0;
        folded = false;
        length = 0;
        method = Method.OTHER;
        bytes = null;
    }

    void at(ByteBuf in, int position) {
        bytes = in;
        start = position;
    }

    void requestLine(Method found, int endOfMethod, int startOfTarget, int endOfTarget, int minor) {
        method = found;
        methodEnd = endOfMethod;
        targetStart = startOfTarget;
        targetEnd = endOfTarget;
        minorVersion = minor;
    }

    void statusLine(int code, int startOfReason, int endOfReason, int minor) {
        status = code;
        reasonStart = startOfReason;
        reasonEnd = endOfReason;
        minorVersion = minor;
    }

    void addField(
            @Nullable Field row, int nameStart, int nameEnd, int colon, int valueStart, int valueEnd, int lineEnd) {
        if (fields == rows.length) {
            rows = Arrays.copyOf(rows, 2 * fields);
            offsets = Arrays.copyOf(offsets, 2 * fields * STRIDE);
        }
        int at = fields * STRIDE;
        offsets[at + NAME_START] = nameStart;
        offsets[at + NAME_END] = nameEnd;
        offsets[at + COLON] = colon;
        offsets[at + VALUE_START] = valueStart;
        offsets[at + VALUE_END] = valueEnd;
        offsets[at + LINE_END] = lineEnd;
        rows[fields++] = row;
    }

    /** Joins a continuation line to the last field (RFC 9112 section 5.2). */
    void foldIntoLastField(int valueStart, int valueEnd, int lineEnd) {
        folded = true;
        int at = (fields - 1) * STRIDE;
        if (valueEnd > valueStart) {
            boolean emptySoFar = offsets[at + VALUE_START] == offsets[at + VALUE_END];
            offsets[at + VALUE_START] = emptySoFar ? valueStart : offsets[at + VALUE_START];
            offsets[at + VALUE_END] = valueEnd;
        }
        offsets[at + LINE_END] = lineEnd;
    }

    void finish(int wholeLength) {
        length = wholeLength;
    }
}
