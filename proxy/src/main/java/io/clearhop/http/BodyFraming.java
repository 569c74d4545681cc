package io.clearhop.http;

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
        // 2xx to CONNECT: length and coding are ignored, the connection becomes a tunnel (RFC 9110 section 9.3.6).
        if (status < 200 || status == 204 || method == Method.CONNECT && status < 300) {
            return;
        }
        if (method == Method.HEAD || status == 304) {
            // Where a length says what the content would have been, a wrong one must not pass (RFC 9110 section 8.6).
            contentLength(head);
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
        byte[] in = head.bytes();
        int codings = 0;
        int chunked = 0;
        boolean chunkedLast = false;
        for (int i = head.find(Field.TRANSFER_ENCODING, 0); i >= 0; i = head.find(Field.TRANSFER_ENCODING, i + 1)) {
            int end = head.valueEnd(i);
            for (int at = Ascii.memberStart(in, head.valueStart(i), end); at < end; ) {
                int memberEnd = Ascii.memberEnd(in, at, end);
                chunkedLast = Ascii.equalsIgnoreCase(in, at, memberEnd - at, CHUNKED);
                chunked += chunkedLast ? 1 : 0;
                codings++;
                at = Ascii.memberStart(in, memberEnd, end);
            }
        }
        if (!chunkedLast || chunked > 1) {
            return Malformed.CODING_NOT_CHUNKED_LAST;
        }
        return codings == 1 ? null : Malformed.CODING_UNKNOWN;
    }

    /** The one value of all Content-Length lines and list elements, or -1; sets the fault if there is not one value. */
    private long contentLength(Head head) {
        long found = -1;
        for (int i = head.find(Field.CONTENT_LENGTH, 0); i >= 0; i = head.find(Field.CONTENT_LENGTH, i + 1)) {
            byte[] in = head.bytes();
            int at = head.valueStart(i);
            int end = head.valueEnd(i);
            do {
                int comma = Ascii.indexOf(in, at, end, (byte) ',');
                int stop = comma < 0 ? end : comma;
                int digits = Ascii.skipSpace(in, at, stop);
                long value = Ascii.decimal(in, digits, Ascii.memberEnd(in, digits, stop), MAX_LENGTH_DIGITS);
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
}
