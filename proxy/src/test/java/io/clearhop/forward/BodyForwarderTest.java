package io.clearhop.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.forward.BodyForwarder.Mode;
import io.clearhop.http.BodyFraming.Kind;
import io.clearhop.http.BodyReader.Run;
import io.clearhop.http.Cuts;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.clearhop.http.Heads;
import io.clearhop.http.Malformed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BodyForwarderTest {
    private static final List<AsciiString> NOMINATED = List.of(AsciiString.of("X-Hop"));
    private static final String CHUNKS =
            "5;ext=\"1\"\r\nhello\r\n006 ;a\r\n world\r\n0;z\r\nA: b\r\nHost: x\r\nx-hop: c\r\n\r\nrest";

    static Stream<Arguments> contents() {
        return Stream.of(
                arguments(Kind.NONE, 0, Mode.AS_IS, "rest", "", "rest"),
                arguments(Kind.LENGTH, 5, Mode.AS_IS, "hellorest", "hello", "rest"),
                arguments(Kind.LENGTH, 9, Mode.AS_IS, "hello", "hello", ""),
                arguments(Kind.UNTIL_CLOSE, 0, Mode.AS_IS, "0\r\n\r\nx", "0\r\n\r\nx", ""),
                arguments(
                        Kind.CHUNKED, 0, Mode.AS_IS, CHUNKS, "5\r\nhello\r\n06\r\n world\r\n0\r\nA: b\r\n\r\n", "rest"),
                arguments(Kind.CHUNKED, 0, Mode.AS_IS, "1\r\nx\r\n0\r\n\r\nrest", "1\r\nx\r\n0\r\n\r\n", "rest"),
                arguments(Kind.CHUNKED, 0, Mode.AS_IS, "0\r\nHost: x\r\n\r\n", "0\r\n\r\n", ""),
                arguments(Kind.CHUNKED, 0, Mode.AS_IS, "5\r\nhel", "5\r\nhel", ""),
                arguments(Kind.CHUNKED, 0, Mode.UNCHUNK, CHUNKS, "hello world", "rest"),
                arguments(Kind.CHUNKED, 0, Mode.UNCHUNK, "0\r\n\r\nrest", "", "rest"),
                // What came before a fault is not taken back, but nothing after it passes.
                arguments(Kind.CHUNKED, 0, Mode.AS_IS, "5\r\nhello\r\n4x\r\n", "5\r\nhello\r\n4", "x\r\n"),
                arguments(Kind.CHUNKED, 0, Mode.AS_IS, "5\r\nhellox", "5\r\nhello", "x"),
                arguments(Kind.CHUNKED, 0, Mode.AS_IS, "0\r\nA\r\n\r\n", "0\r", "\nA\r\n\r\n"),
                arguments(Kind.CHUNKED, 0, Mode.UNCHUNK, "5\r\nhello\r\n4x\r\n", "hello", "x\r\n"));
    }

    @ParameterizedTest(name = "{index}: {0} {2}")
    @MethodSource("contents")
    void contentIsFramedForTheNextHopWhateverTheReadsAre(
            Kind kind, long length, Mode mode, String text, String sent, String rest) {
        for (int[] reads : Cuts.of(text.length())) {
            Passing passing = new Passing(kind, length, mode);
            passing.offer(text, reads);
            assertThat(passing.sent)
                    .as("reads end at %s", Arrays.toString(reads))
                    .hasToString(sent);
            assertThat(text.substring(passing.consumed)).isEqualTo(rest);
            assertThat(passing.forwarder.sent()).isEqualTo(sent.length());
        }
    }

    @Test
    void closeDelimitedContentIsChunkedReadByReadAndEndedAtTheClose() {
        Passing passing = new Passing(Kind.UNTIL_CLOSE, 0, Mode.CHUNK);
        String text = "hello" + "x".repeat(0x1234);
        passing.offer(text, new int[] {5, text.length()});
        passing.close();
        assertThat(passing.sent).hasToString("5\r\nhello\r\n1234\r\n" + "x".repeat(0x1234) + "\r\n0\r\n\r\n");
        assertThat(passing.forwarder.content()).isEqualTo(text.length());
        assertThat(passing.forwarder.isEnd()).isTrue();
        assertThat(passing.forwarder.sent()).isEqualTo(passing.sent.length());
    }

    @Test
    void emptyCloseDelimitedContentIsTheLastChunkAlone() {
        Passing passing = new Passing(Kind.UNTIL_CLOSE, 0, Mode.CHUNK);
        passing.close();
        assertThat(passing.sent).hasToString("0\r\n\r\n");
    }

    @Test
    void closeDelimitedContentForHTTP10EndsWithNothing() {
        Passing passing = new Passing(Kind.UNTIL_CLOSE, 0, Mode.AS_IS);
        passing.offer("hello", new int[] {5});
        assertThat(passing.forwarder.endsAtClose()).isTrue();
        passing.close();
        assertThat(passing.sent).hasToString("hello");
        assertThat(passing.forwarder.content()).isEqualTo(5);
    }

    @Test
    void aFaultIsTold() {
        Passing passing = new Passing(Kind.CHUNKED, 0, Mode.AS_IS);
        assertThat(passing.offer("-1\r\n", new int[] {4})).isEqualTo(Run.MALFORMED);
        assertThat(passing.forwarder.fault()).isEqualTo(Malformed.CHUNK_SIZE);
    }

    @Test
    void contentPassesByReferenceAndInOnePieceWhereNothingHasToChange() {
        ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer();
        in.writeCharSequence("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", StandardCharsets.US_ASCII);
        BodyForwarder forwarder = new BodyForwarder(HeadParser.Kind.RESPONSE_TRAILERS, HeadLimits.DEFAULTS);
        forwarder.begin(Kind.CHUNKED, 0, Mode.AS_IS);
        List<ByteBuf> pieces = new ArrayList<>();
        assertThat(forwarder.forward(in, pieces::add)).isEqualTo(Run.END);
        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).memoryAddress()).isEqualTo(in.memoryAddress());
        assertThat(in.refCnt()).isEqualTo(2);
        pieces.get(0).release();
        assertThat(in.release()).isTrue();
    }

    /** Offers bytes read by read, keeping what is not consumed, and counts the references. */
    private static final class Passing {
        private final BodyForwarder forwarder =
                new BodyForwarder(HeadParser.Kind.RESPONSE_TRAILERS, HeadLimits.DEFAULTS);
        private final StringBuilder sent = new StringBuilder();
        private int consumed;

        Passing(Kind kind, long length, Mode mode) {
            forwarder.begin(kind, length, mode, NOMINATED);
        }

        Run offer(String text, int[] reads) {
            Run run = Run.INCOMPLETE;
            for (int end : reads) {
                ByteBuf in = PooledByteBufAllocator.DEFAULT.heapBuffer();
                in.writeCharSequence(text.substring(consumed, end), StandardCharsets.ISO_8859_1);
                run = forwarder.forward(in, this::take);
                consumed = end - in.readableBytes();
                assertThat(in.refCnt()).isEqualTo(1);
                in.release();
            }
            return run;
        }

        void close() {
            forwarder.endAtClose(this::take);
        }

        private void take(ByteBuf bytes) {
            assertThat(bytes.isReadable()).isTrue();
            sent.append(Heads.text(bytes));
            bytes.release();
        }
    }
}
