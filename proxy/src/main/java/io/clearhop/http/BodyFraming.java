package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Where the content of a message ends: RFC 9112 section 6.3 as one pure rule for each direction. What is ambiguous is a
 * fault, never a guess.
 *
 * <p>Mutable, used again for the next head.
 */
public final class BodyFraming {
    /** How the end of the content is found. */
    public enum Kind {
        /** There is no content. */
        NONE,
        /** After {@link #length()} bytes. */
        LENGTH,
        CHUNKED,
        /** Where the sender closes the connection; in responses only. */
        UNTIL_CLOSE
    }

    private static final AsciiString CHUNKED = AsciiString.cached("chunked");
    private static final int MAX_LENGTH_DIGITS = 18;

    private Kind kind = Kind.NONE;
    private long length;
    private boolean bothGiven;
    private @Nullable Malformed fault;

    /** How the end of the content is found; meaningless if there is a {@link #fault()}. */
    public Kind kind() {
        return kind;
    }

    /** Bytes of content for {@link Kind#LENGTH}, else 0. */
    public long length() {
        return length;
    }

    /** Whether a response gave a length besides chunked: chunked holds, the connection must not be used again. */
    public boolean bothGiven() {
        return bothGiven;
    }

    /** Why the framing is ambiguous or unknown, or null. */
    public @Nullable Malformed fault() {
        return fault;
    }

    /** Decides for a request. */
    public void ofRequest(Head head) {
        begin();
        boolean coded = head.has(Field.TRANSFER_ENCODING);
        long given = contentLength(head);
        if (fault != null) {
            return;
        }
        if (coded) {
            if (head.isHttp10()) {
                fault = Malformed.CODING_IN_HTTP10;
            } else if (given >= 0) {
                fault = Malformed.LENGTH_AND_CODING;
            } else {
                fault = codingFault(head);
                kind = Kind.CHUNKED;
            }
        } else {
            length(given);
        }
    }

    /**
     * Decides for a final response.
     *
     * @param method of the request that it answers
     */
    public void ofResponse(Head head, Method method) {
        begin();
        int status = head.status();
        if (method == Method.HEAD || status < 200 || status == 204 || status == 304) {
            return;
        }
        // 2xx to CONNECT: length and coding are ignored, the connection becomes a tunnel (RFC 9110 section 9.3.6).
        if (method == Method.CONNECT && status < 300) {
            return;
        }
        long given = contentLength(head);
        if (head.has(Field.TRANSFER_ENCODING)) {
            bothGiven = given >= 0 || fault != null;
            // A coding that is not undone here would reach the client without its name: that is a fault as well.
            fault = codingFault(head);
            kind = Kind.CHUNKED;
        } else if (fault == null) {
            kind = Kind.UNTIL_CLOSE;
            if (given >= 0) {
                length(given);
            }
        }
    }

    private void begin() {
        kind = Kind.NONE;
        length = 0;
        bothGiven = false;
        fault = null;
    }

    private void length(long given) {
        if (given > 0) {
            kind = Kind.LENGTH;
            length = given;
        } else {
            kind = Kind.NONE;
        }
    }

    /** The one coding that is taken is chunked, once (RFC 9112 section 6.1). */
    private static @Nullable Malformed codingFault(Head head) {
        int first = head.find(Field.TRANSFER_ENCODING, 0);
        boolean single = head.find(Field.TRANSFER_ENCODING, first + 1) < 0;
        if (single && head.valueEquals(first, CHUNKED)) {
            return null;
        }
        return endsInChunked(head) ? Malformed.CODING_UNKNOWN : Malformed.CODING_NOT_CHUNKED_LAST;
    }

    private static boolean endsInChunked(Head head) {
        int last = -1;
        for (int i = head.find(Field.TRANSFER_ENCODING, 0); i >= 0; i = head.find(Field.TRANSFER_ENCODING, i + 1)) {
            last = i;
        }
        int end = head.valueEnd(last);
        int from = end;
        while (from > head.valueStart(last) && Ascii.isTchar(head.bytes().getByte(from - 1))) {
            from--;
        }
        return Ascii.equalsIgnoreCase(head.bytes(), from, end - from, CHUNKED);
    }

    /** The one value of all Content-Length lines and list elements, or -1; sets the fault if there is not one value. */
    private long contentLength(Head head) {
        long found = -1;
        for (int i = head.find(Field.CONTENT_LENGTH, 0); i >= 0; i = head.find(Field.CONTENT_LENGTH, i + 1)) {
            ByteBuf in = head.bytes();
            int at = head.valueStart(i);
            int end = head.valueEnd(i);
            do {
                int elementEnd = in.indexOf(at, end, (byte) ',');
                int stop = elementEnd < 0 ? end : elementEnd;
                long value = decimal(in, at, stop);
                if (value < 0) {
                    fault = Malformed.LENGTH_INVALID;
                    return -1;
                }
                if (found >= 0 && value != found) {
                    fault = Malformed.LENGTH_DIFFERS;
                    return -1;
                }
                found = value;
                at = stop + 1;
            } while (at <= end);
        }
        return found;
    }

    private static long decimal(ByteBuf in, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Ascii.isOws(in.getByte(start))) {
            start++;
        }
        while (end > start && Ascii.isOws(in.getByte(end - 1))) {
            end--;
        }
        if (start == end || end - start > MAX_LENGTH_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            byte b = in.getByte(i);
            if (!Ascii.isDigit(b)) {
                return -1;
            }
            value = value * 10 + b - '0';
        }
        return value;
    }
}
