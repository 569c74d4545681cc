package io.clearhop.forward;

import io.clearhop.http.BodyFraming;
import io.clearhop.http.BodyReader;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Malformed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Received content becomes sent content, framed for the next hop: bytes pass by reference, only the chunked coding is
 * put on or taken off where the hops differ.
 *
 * <p>Mutable, used again for the next message; the owner's thread.
 */
public final class BodyForwarder {
    /** What happens to the framing on the way. */
    public enum Mode {
        /** Both hops frame alike; of a chunked message extensions and forbidden trailer fields are left out. */
        AS_IS,
        /** Close-delimited content is chunked for a receiver that can then keep its connection. */
        CHUNK,
        /** The chunked coding is taken off for a receiver of HTTP/1.0; trailers are lost (RFC 9112 section 7.1.2). */
        UNCHUNK
    }

    /** Takes what is to be sent, and with it the duty to release it. */
    public interface Sink {
        void content(ByteBuf bytes);

        /**
         * A trailer section has been dealt with, see {@link TrailerForwarder#tell}.
         *
         * @param nominated what the head's Connection names
         * @param mode of the message
         */
        default void trailers(Head section, List<AsciiString> nominated, Mode mode) {}
    }

    private static final AsciiString LAST_CHUNK = AsciiString.cached("0\r\n\r\n");
    private static final int MAX_CHUNK_HEAD = 10;

    private final BodyReader reader;
    private Mode mode = Mode.AS_IS;
    private List<AsciiString> nominatedTrailers = List.of();
    private long sent;

    /**
     * Makes a forwarder at the end of an empty message.
     *
     * @param trailers whether messages are requests or responses
     * @param limits bound the trailer section
     */
    public BodyForwarder(HeadParser.Kind trailers, HeadLimits limits) {
        reader = new BodyReader(trailers, limits);
    }

    /** Starts on the content of a message of which no trailer field is nominated. */
    public void begin(BodyFraming.Kind kind, long length, Mode forwardMode) {
        begin(kind, length, forwardMode, List.of());
    }

    /**
     * Starts on the content of a message.
     *
     * @param nominated the end-to-end fields that its Connection names, see {@link ConnectionOptions#nominatedNames()}
     */
    public void begin(BodyFraming.Kind kind, long length, Mode forwardMode, List<AsciiString> nominated) {
        reader.begin(kind, length);
        mode = forwardMode;
        nominatedTrailers = nominated;
        sent = 0;
    }

    /** Whether all content has been passed on. */
    public boolean isEnd() {
        return reader.isEnd();
    }

    /** Whether the sender's close is the end of the content. */
    public boolean endsAtClose() {
        return reader.endsAtClose();
    }

    /** Bytes of content received so far, without the chunked coding. */
    public long content() {
        return reader.content();
    }

    /** Bytes of content that are missing of a known length, or of the current chunk. */
    public long remaining() {
        return reader.remaining();
    }

    /** How many bytes of content may go to the next hop as they are, without coming here. */
    public long passable() {
        return mode == Mode.CHUNK ? 0 : reader.passable();
    }

    /** So many bytes have done so, at most as many as were {@link #passable}. */
    public void passed(int bytes) {
        reader.passed(bytes);
        sent += bytes;
    }

    /** Bytes handed to the sink so far. */
    public long sent() {
        return sent;
    }

    /** Why {@link #forward} stopped with {@link Run#MALFORMED}. */
    public Malformed fault() {
        return reader.fault();
    }

    /**
     * Consumes what belongs to the content and hands it on.
     *
     * @param in received bytes; what is left in it afterwards does not belong to the content, or is the beginning of
     *     a trailer section and must be offered again with what follows
     * @return {@link Run#END}, {@link Run#INCOMPLETE} or {@link Run#MALFORMED}
     */
    public Run forward(ByteBuf in, Sink sink) {
        int from = in.readerIndex();
        while (true) {
            int runStart = in.readerIndex();
            Run run = reader.next(in);
            switch (run) {
                case CONTENT -> {
                    if (mode != Mode.AS_IS) {
                        content(in, runStart, sink);
                        from = in.readerIndex();
                    }
                }
                case FRAMING -> {
                    if (mode != Mode.AS_IS) {
                        from = in.readerIndex();
                    }
                }
                case EXTENSION -> {
                    slice(in, from, runStart, sink);
                    from = in.readerIndex();
                }
                case TRAILERS -> {
                    slice(in, from, runStart, sink);
                    if (mode == Mode.AS_IS) {
                        trailers(in.alloc(), in.readerIndex() - runStart, sink);
                    }
                    sink.trailers(reader.trailers(), nominatedTrailers, mode);
                    from = in.readerIndex();
                }
                default -> {
                    slice(in, from, in.readerIndex(), sink);
                    return run;
                }
            }
        }
    }

    /** Ends close-delimited content when the sender has closed. */
    public void endAtClose(Sink sink) {
        reader.endAtClose();
        if (mode == Mode.CHUNK) {
            send(Unpooled.wrappedBuffer(LAST_CHUNK.array()), sink);
        }
    }

    private void content(ByteBuf in, int from, Sink sink) {
        int length = in.readerIndex() - from;
        if (mode == Mode.CHUNK) {
            ByteBuf chunkHead = in.alloc().buffer(MAX_CHUNK_HEAD);
            ByteBufUtil.writeAscii(chunkHead, Integer.toHexString(length));
            ByteBufUtil.copy(OwnFields.CRLF, chunkHead);
            send(chunkHead, sink);
            slice(in, from, in.readerIndex(), sink);
            send(Unpooled.wrappedBuffer(OwnFields.CRLF.array()), sink);
        } else {
            slice(in, from, in.readerIndex(), sink);
        }
    }

    private void trailers(ByteBufAllocator alloc, int size, Sink sink) {
        ByteBuf out = alloc.buffer(size).writeByte('\n');
        TrailerForwarder.write(reader.trailers(), nominatedTrailers, out);
        send(out, sink);
    }

    private void slice(ByteBuf in, int from, int to, Sink sink) {
        if (to > from) {
            send(in.retainedSlice(from, to - from), sink);
        }
    }

    private void send(ByteBuf bytes, Sink sink) {
        sent += bytes.readableBytes();
        sink.content(bytes);
    }
}
