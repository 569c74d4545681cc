package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A received head: its bytes, and an index of where the start line's parts and the field lines stand. The bytes are a
 * copy, for the rules look at each of them several times, which is cheaper in an array than in a buffer outside of the
 * heap. It is used again for the next head.
 *
 * <p>{@link HeadParser} fills it. Not thread-safe; owned by the parser's owner.
 */
public final class Head {
    private static final Pattern FOLD = Pattern.compile("(?:[ \\t]*\r\n[ \\t]+)+");
    private static final int USUAL_SIZE = 1024;
    /** A larger array is not kept for the next head. */
    private static final int KEPT_SIZE = 8 * 1024;

    private final LineIndex lines = new LineIndex();
    /** A line continues on the next one, in responses only. */
    private boolean folded;
    /** A line cannot pass as it is, in responses only. */
    private boolean repaired;

    private byte @Nullable [] bytes;
    private int taken;
    private int length;
    /** The rows that stand in the head, for most questions are about fields that do not. */
    private final Set<Field> present = EnumSet.noneOf(Field.class);

    private Method method = Method.OTHER;
    private int methodEnd;
    private int targetStart;
    private int targetEnd;
    private int minorVersion;
    private int status;
    private int reasonStart;
    private int reasonEnd;

    /** The bytes, the head's from index 0 on; what follows them means nothing. */
    public byte[] bytes() {
        byte[] in = bytes;
        if (in == null) {
            throw new IllegalStateException("no head has been parsed");
        }
        return in;
    }

    /** Bytes of the whole head, the empty line included. */
    public int length() {
        return length;
    }

    /** The request's method, {@link Method#OTHER} if it is not one of the known. */
    public Method method() {
        return method;
    }

    /** Index of the byte after the method, which starts at 0. */
    public int methodEnd() {
        return methodEnd;
    }

    /** Index of the first byte of the request target. */
    public int targetStart() {
        return targetStart;
    }

    /** Index of the byte after the request target. */
    public int targetEnd() {
        return targetEnd;
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

    /** Index of the first byte of the reason phrase. */
    public int reasonStart() {
        return reasonStart;
    }

    /** Index of the byte after the reason phrase; equal to the start where there is none. */
    public int reasonEnd() {
        return reasonEnd;
    }

    /** How many field lines there are. */
    public int fields() {
        return lines.size();
    }

    /** The table's row for line {@code i}, or null if the field is unknown. */
    public @Nullable Field row(int i) {
        return lines.row(i);
    }

    /** The index of the first line of a field at or after {@code from}, or -1. */
    public int find(Field field, int from) {
        int fields = lines.size();
        for (int i = has(field) ? from : fields; i < fields; i++) {
            if (lines.row(i) == field) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the field stands in the head. */
    public boolean has(Field field) {
        return present.contains(field);
    }

    /** Index of the first byte of line {@code i}'s name. */
    public int nameStart(int i) {
        return lines.nameStart(i);
    }

    /** Index of the byte after line {@code i}'s name. */
    public int nameEnd(int i) {
        return lines.nameEnd(i);
    }

    /** Index of the first byte of line {@code i}'s value, leading white space excluded. */
    public int valueStart(int i) {
        return lines.valueStart(i);
    }

    /** Index of the byte after line {@code i}'s value, trailing white space excluded. */
    public int valueEnd(int i) {
        return lines.valueEnd(i);
    }

    /** The name of line {@code i} as it was spelled. Makes a string: not for the hot path. */
    public String name(int i) {
        return Ascii.string(bytes(), nameStart(i), nameEnd(i));
    }

    /** The value of line {@code i}, a fold as a space. Makes a string: not for the hot path. */
    public String value(int i) {
        String value = Ascii.string(bytes(), valueStart(i), valueEnd(i));
        return folded ? FOLD.matcher(value).replaceAll(" ") : value;
    }

    /** Index of the byte after the start line, its CRLF excluded. */
    public int startLineEnd() {
        return fields() == 0 ? length - 4 : nameStart(0) - 2;
    }

    /** The start line without its CRLF. Makes a string: not for the hot path. */
    public String startLine() {
        return Ascii.string(bytes(), 0, Ascii.indexOf(bytes(), 0, length, Ascii.CR));
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
        byte[] in = bytes();
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
     * Copies lines with their CRLF as they came, in their case and spelling. White space before the colon of a response's
     * field goes (RFC 9112 section 5.1), and a fold
     * becomes a space with the white space around it (RFC 9112 section 5.2).
     *
     * @param from the first line
     * @param to the line after the last
     */
    public void copyLines(int from, int to, ByteBuf out) {
        if (from < to && !repaired) {
            int start = nameStart(from);
            out.writeBytes(bytes(), start, lines.lineEnd(to - 1) - start);
            return;
        }
        for (int i = from; i < to; i++) {
            repairLine(i, out);
        }
    }

    private void repairLine(int i, ByteBuf out) {
        byte[] in = bytes();
        out.writeBytes(in, nameStart(i), nameEnd(i) - nameStart(i));
        int end = lines.lineEnd(i) - 2;
        for (int b = lines.colon(i); b < end; ) {
            int space = Ascii.skipSpace(in, b, end);
            if (Ascii.indexOf(in, b, space, Ascii.CR) >= 0) {
                out.writeByte(Ascii.SP);
            } else {
                out.writeBytes(in, b, space - b);
            }
            if (space < end) {
                out.writeByte(in[space]);
            }
            b = space + 1;
        }
        out.writeByte(Ascii.CR).writeByte(Ascii.LF);
    }

    // What follows is for the parser.

    void reset() {
        lines.clear();
        folded = false;
        repaired = false;
        length = 0;
        present.clear();
        taken = 0;
        method = Method.OTHER;
        if (bytes != null && bytes.length > KEPT_SIZE) {
            bytes = null;
        }
    }

    /**
     * Takes a copy of more of the received bytes, as many as there is room for, or room is made for.
     *
     * @return how many have been taken in all
     */
    int take(ByteBuf received) {
        byte[] room =
                bytes == null ? new byte[USUAL_SIZE] : taken == bytes.length ? Arrays.copyOf(bytes, 2 * taken) : bytes;
        int more = Math.min(received.readableBytes(), room.length) - taken;
        received.getBytes(received.readerIndex() + taken, room, taken, more);
        bytes = room;
        taken += more;
        return taken;
    }

    int taken() {
        return taken;
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

    LineIndex lines() {
        return lines;
    }

    /** Whether each line is one line, and passes as it is. */
    boolean isPlain() {
        return !folded && !repaired;
    }

    void addField(
            @Nullable Field row, int nameStart, int nameEnd, int colon, int valueStart, int valueEnd, int lineEnd) {
        lines.add(row, nameStart, nameEnd, colon, valueStart, valueEnd, lineEnd);
        repaired |= colon != nameEnd;
        if (row != null) {
            present.add(row);
        }
    }

    /** Adds a line of another plain head, which stands so many bytes further behind here. */
    void addField(LineIndex other, int line, int behind) {
        lines.add(other, line, behind);
        Field row = other.row(line);
        if (row != null) {
            present.add(row);
        }
    }

    /** Joins a continuation line to the last field (RFC 9112 section 5.2). */
    void foldIntoLastField(int valueStart, int valueEnd, int lineEnd) {
        folded = true;
        repaired = true;
        lines.extendLast(valueStart, valueEnd, lineEnd);
    }

    void finish(int wholeLength) {
        length = wholeLength;
    }
}
