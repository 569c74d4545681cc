package io.clearhop.forward;

import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/**
 * Content-Length, which was found valid. Equal lengths, in several lines or a list, become one (RFC 9110 section 8.6). A
 * needless zero goes: who takes the number for octal, or for as many digits as he expects, would find another end.
 */
final class LengthLine {
    private static final AsciiString NAME = AsciiString.cached("Content-Length: ");

    private LengthLine() {}

    /**
     * What becomes of a line.
     *
     * @param usual what becomes of it if it is one plain number
     */
    static FieldRule rule(Head head, int line, FieldRule usual) {
        if (head.find(Field.CONTENT_LENGTH, 0) < line) {
            return FieldRule.LENGTH_REPEATED;
        }
        return isPlain(head.bytes(), head.valueStart(line), head.valueEnd(line)) ? usual : FieldRule.LENGTH_LISTED;
    }

    /** Writes the line anew with its first number. */
    static void write(Head head, int line, ByteBuf out) {
        byte[] in = head.bytes();
        int start = head.valueStart(line);
        int end = head.valueEnd(line);
        while (start < end - 1 && in[start] == '0' && isDigit(in[start + 1])) {
            start++;
        }
        int stop = start;
        while (stop < end && isDigit(in[stop])) {
            stop++;
        }
        OwnFields.write(NAME, out);
        out.writeBytes(in, start, stop - start);
        OwnFields.write(OwnFields.CRLF, out);
    }

    private static boolean isPlain(byte[] in, int start, int end) {
        if (in[start] == '0' && end - start > 1) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!isDigit(in[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
