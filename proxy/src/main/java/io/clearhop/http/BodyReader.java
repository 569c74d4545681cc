package io.clearhop.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds where content ends in the bytes of a connection, and checks the chunked coding on the way (RFC 9112 sections
 * 6.2 and 7.1). It says what the next run of bytes is; what happens to them is the caller's business.
 *
 * <p>Mutable, used again for the next message.
 */
public final class BodyReader {
    /** What the next run of bytes is. */
    public enum Run {
        /** Content; in a length- or close-delimited message all bytes are. */
        CONTENT,
        /** Chunk sizes and line ends; with the LF of the last chunk's size line comes the empty trailer section. */
        FRAMING,
        /**
         * A chunk extension, which ends with the hop that it was made for (RFC 9112 section 7.1.1), or needless zeros of a
         * chunk size.
         */
        EXTENSION,
        /**
         * The whole, non-empty trailer section with the empty line that ends it, and before it the LF of the last chunk's
         * size line: who receives that may take the content for complete (RFC 9112 section 8), so that nothing may be
         * missing or broken behind it; see {@link #trailers()}.
         */
        TRAILERS,
        /** No run: what follows has not arrived yet. Bytes that are left belong to a trailer section in parts. */
        INCOMPLETE,
        /** No run: the message is complete, what follows is not part of it. */
        END,
        /** No run: the chunked coding is broken; see {@link #fault()}. */
        MALFORMED
    }

    private enum State {
        CONTENT,
        UNTIL_CLOSE,
        SIZE,
        SIZE_SPACE,
        EXTENSION,
        SIZE_LF,
        CHUNK,
        CHUNK_CR,
        CHUNK_LF,
        TRAILERS,
        END,
        BROKEN
    }

    /** They fit a long with room to spare; RFC 9112 section 7.1 wants overflow to be noticed. */
    private static final int MAX_SIZE_BITS = 60;
    /** Extensions and superfluous zeros may weigh so much in all, and as much as the content; RFC 9112 section 7.1.1 wants them bounded. */
    private static final int MAX_EXTENSIONS = 4096;

    private final HeadParser.Kind trailerKind;
    private final HeadLimits limits;
    private @Nullable HeadParser trailerParser;
    private State state = State.END;
    private long remaining;
    private int digits;
    private long extensions;
    private long content;
    private @Nullable Malformed fault;

    /**
     * Makes a reader at the end of an empty message.
     *
     * @param trailers whether messages are requests or responses
     * @param limits bound the trailer section
     */
    public BodyReader(HeadParser.Kind trailers, HeadLimits limits) {
        trailerKind = trailers;
        this.limits = limits;
    }

    /** Starts on the content of a message. */
    public void begin(BodyFraming.Kind kind, long length) {
        remaining = 0;
        digits = 0;
        extensions = 0;
        content = 0;
        fault = null;
        if (trailerParser != null) {
            trailerParser.reset();
        }
        switch (kind) {
            case NONE -> state = State.END;
            case LENGTH -> {
                remaining = length;
                state = State.CONTENT;
            }
            case CHUNKED -> state = State.SIZE;
            case UNTIL_CLOSE -> state = State.UNTIL_CLOSE;
        }
    }

    /** Whether the message is complete. */
    public boolean isEnd() {
        return state == State.END;
    }

    /** Whether the sender's close is the end of the message. */
    public boolean endsAtClose() {
        return state == State.UNTIL_CLOSE;
    }

    /** The sender has closed: the end of close-delimited content. */
    public void endAtClose() {
        if (state != State.UNTIL_CLOSE) {
            throw new IllegalStateException("a close is no end in " + state);
        }
        state = State.END;
    }

    /** Bytes of content so far, without the chunked coding. */
    public long content() {
        return content;
    }

    /** How many bytes of content may pass without being read; of a chunk all but the last one. */
    public long passable() {
        return switch (state) {
            case CONTENT -> remaining;
            case CHUNK -> remaining - 1;
            case UNTIL_CLOSE -> Long.MAX_VALUE;
            default -> 0;
        };
    }

    /** So many bytes have passed without being read, at most as many as are {@link #passable}. */
    public void passed(int bytes) {
        content += bytes;
        if (state != State.UNTIL_CLOSE) {
            remaining -= bytes;
        }
        if (state == State.CONTENT && remaining == 0) {
            state = State.END;
        }
    }

    /** Bytes that are still missing of the length or of the current chunk. */
    public long remaining() {
        return remaining;
    }

    /** What is wrong, after {@link Run#MALFORMED}. */
    public Malformed fault() {
        Malformed found = fault;
        if (found == null) {
            throw new IllegalStateException("nothing malformed was found");
        }
        return found;
    }

    /** The trailer section, after {@link Run#TRAILERS} until the next call. */
    public Head trailers() {
        HeadParser parser = trailerParser;
        if (parser == null) {
            throw new IllegalStateException("no trailers were found");
        }
        return parser.head();
    }

    /**
     * Moves the reader index of {@code in} past the next run.
     *
     * @return what the run is
     */
    public Run next(ByteBuf in) {
        return switch (state) {
            case CONTENT -> content(in, State.END);
            case CHUNK -> content(in, State.CHUNK_CR);
            case UNTIL_CLOSE -> untilClose(in);
            case TRAILERS -> trailers(in);
            case END -> Run.END;
            case BROKEN -> Run.MALFORMED;
            default -> framing(in);
        };
    }

    private Run content(ByteBuf in, State after) {
        int available = (int) Math.min(in.readableBytes(), remaining);
        if (available == 0) {
            return Run.INCOMPLETE;
        }
        in.skipBytes(available);
        remaining -= available;
        content += available;
        if (remaining == 0) {
            state = after;
        }
        return Run.CONTENT;
    }

    private Run untilClose(ByteBuf in) {
        int available = in.readableBytes();
        if (available == 0) {
            return Run.INCOMPLETE;
        }
        in.skipBytes(available);
        content += available;
        return Run.CONTENT;
    }

    private Run framing(ByteBuf in) {
        int from = in.readerIndex();
        int end = in.writerIndex();
        Run run = Run.INCOMPLETE;
        int i = from;
        while (i < end && isFraming()) {
            byte b = in.getByte(i);
            Run ofThisByte = isExtension(b) ? Run.EXTENSION : Run.FRAMING;
            if (i > from && ofThisByte != run) {
                break;
            }
            fault = step(b);
            if (fault != null) {
                state = State.BROKEN;
                run = i > from ? run : Run.MALFORMED;
                break;
            }
            run = ofThisByte;
            i++;
        }
        in.readerIndex(i);
        return run;
    }

    /** Whether the byte is between a chunk size and the CR of its line, or a zero that changes nothing. */
    private boolean isExtension(byte b) {
        return switch (state) {
            case SIZE -> digits > 0 && (b == ';' || Ascii.isOws(b) || isNeedlessZero(b));
            case SIZE_SPACE, EXTENSION -> b != Ascii.CR;
            default -> false;
        };
    }

    /** A number may have leading zeros, but a next hop that reads a fixed number of digits would read another size. */
    private boolean isNeedlessZero(byte b) {
        return b == '0' && digits > 0 && remaining == 0;
    }

    private boolean isFraming() {
        return state != State.CHUNK && state != State.TRAILERS && state != State.END;
    }

    /** {@code chunk = chunk-size [ chunk-ext ] CRLF chunk-data CRLF} (RFC 9112 section 7.1), one byte of it. */
    private @Nullable Malformed step(byte b) {
        switch (state) {
            case SIZE -> {
                return size(b);
            }
            case SIZE_SPACE -> {
                if (b == ';') {
                    state = State.EXTENSION;
                } else if (!Ascii.isOws(b)) {
                    return Malformed.CHUNK_SIZE;
                }
                return bounded(Malformed.CHUNK_EXTENSION);
            }
            case EXTENSION -> {
                if (b == Ascii.CR) {
                    state = afterSizeCr();
                    return null;
                }
                return Ascii.isFieldByte(b) ? bounded(Malformed.CHUNK_EXTENSION) : Malformed.CHUNK_EXTENSION;
            }
            case SIZE_LF -> {
                state = State.CHUNK;
                return b == Ascii.LF ? null : Malformed.CHUNK_END;
            }
            case CHUNK_CR -> {
                state = State.CHUNK_LF;
                return b == Ascii.CR ? null : Malformed.CHUNK_END;
            }
            default -> {
                state = State.SIZE;
                digits = 0;
                return b == Ascii.LF ? null : Malformed.CHUNK_END;
            }
        }
    }

    private @Nullable Malformed size(byte b) {
        int digit = Ascii.hexDigit(b);
        if (digit >= 0) {
            if (isNeedlessZero(b)) {
                return bounded(Malformed.CHUNK_SIZE);
            }
            digits++;
            boolean fits = remaining < 1L << MAX_SIZE_BITS - 4;
            remaining = remaining * 16 + digit;
            return fits ? null : Malformed.CHUNK_SIZE;
        }
        if (digits == 0) {
            return Malformed.CHUNK_SIZE;
        }
        switch (b) {
            case Ascii.CR -> state = afterSizeCr();
            case ';' -> state = State.EXTENSION;
            // White space is allowed only before an extension ("bad" white space, RFC 9112 section 7.1.1).
            case Ascii.SP, Ascii.HTAB -> state = State.SIZE_SPACE;
            default -> {
                return Malformed.CHUNK_SIZE;
            }
        }
        return null;
    }

    private State afterSizeCr() {
        return remaining == 0 ? State.TRAILERS : State.SIZE_LF;
    }

    private @Nullable Malformed bounded(Malformed excess) {
        return ++extensions > MAX_EXTENSIONS + content ? excess : null;
    }

    /** What follows the CR of the last chunk's size line. */
    private Run trailers(ByteBuf in) {
        if (!in.isReadable()) {
            return Run.INCOMPLETE;
        }
        int lf = in.readerIndex();
        if (in.readByte() != Ascii.LF) {
            return broken(Malformed.CHUNK_END);
        }
        if (trailerParser == null) {
            trailerParser = new HeadParser(trailerKind, limits);
        }
        HeadParser parser = trailerParser;
        switch (parser.parse(in)) {
            case INCOMPLETE -> {
                in.readerIndex(lf);
                return Run.INCOMPLETE;
            }
            case MALFORMED -> {
                in.readerIndex(lf);
                return broken(parser.fault());
            }
            default -> {
                in.skipBytes(parser.head().length());
                state = State.END;
                return parser.head().fields() == 0 ? Run.FRAMING : Run.TRAILERS;
            }
        }
    }

    private Run broken(Malformed why) {
        fault = why;
        state = State.BROKEN;
        return Run.MALFORMED;
    }
}
