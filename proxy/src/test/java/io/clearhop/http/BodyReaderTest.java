package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.http.BodyFraming.Kind;
import io.clearhop.http.BodyReader.Run;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where content ends: RFC 9112 sections 6.2, 7.1 and 8. */
class BodyReaderTest {
    private static final HeadLimits LIMITS = HeadLimits.DEFAULTS;
    /** After these there may be another one. */
    private static final Set<Run> RUNS = EnumSet.of(Run.CONTENT, Run.FRAMING, Run.EXTENSION, Run.TRAILERS);

    static Stream<Arguments> chunked() {
        return Stream.of(
                arguments("0\r\n\r\n", "", "", ""),
                arguments("5\r\nhello\r\n0\r\n\r\n", "hello", "", ""),
                arguments("5\r\nhello\r\n1\r\n \r\n00\r\n\r\n", "hello ", "", ""),
                arguments("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789", "", ""),
                arguments("00000000000000f\r\n0123456789abcde\r\n000\r\n\r\n", "0123456789abcde", "", ""),
                arguments("2\r\n\r\n\r\n0\r\n\r\n", "\r\n", "", ""),
                // A number may have leading zeros; what counts is its value.
                arguments("0".repeat(30) + "1\r\nx\r\n" + "0".repeat(30) + "\r\n\r\n", "x", "", ""),
                // Extensions are ignored (section 7.1.1), with the white space that is allowed before them.
                arguments("2;a\r\nhi\r\n0;b=c;d=\"e f\"\r\n\r\n", "hi", "", ""),
                arguments("2 \t;\ta = b\r\nhi\r\n0\r\n\r\n", "hi", "", ""),
                arguments("2;\u00fc\r\nhi\r\n0\r\n\r\n", "hi", "", ""),
                // Trailers (section 7.1.2).
                arguments("1\r\nx\r\n0\r\nA: b\r\nC:d\r\n\r\n", "x", "A: b\r\nC:d\r\n", ""),
                // What follows the end is another message's.
                arguments("0\r\n\r\n\r\nGET", "", "", "\r\nGET"),
                arguments("0\r\nA: b\r\n\r\n0\r\n\r\n", "", "A: b\r\n", "0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("chunked")
    void aChunkedMessageEndsWithItsTrailerSection(String text, String content, String trailers, String rest) {
        Reading reading = new Reading(Kind.CHUNKED, 0, text, new int[] {text.length()});
        assertThat(reading.last).isEqualTo(Run.END);
        assertThat(reading.content).hasToString(content);
        assertThat(reading.trailers).hasToString(trailers);
        assertThat(reading.rest).isEqualTo(rest);
        assertThat(reading.reader.content()).isEqualTo(content.length());
        assertThat(reading.reader.isEnd()).isTrue();
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                arguments("\r\n", Malformed.CHUNK_SIZE),
                arguments("g\r\n", Malformed.CHUNK_SIZE),
                arguments("-1\r\n", Malformed.CHUNK_SIZE),
                arguments("+1\r\nx\r\n", Malformed.CHUNK_SIZE),
                arguments("0x1\r\nx\r\n", Malformed.CHUNK_SIZE),
                arguments("1_0\r\n", Malformed.CHUNK_SIZE),
                arguments(" 1\r\nx\r\n", Malformed.CHUNK_SIZE),
                arguments("\t1\r\nx\r\n", Malformed.CHUNK_SIZE),
                arguments("1 \r\nx\r\n", Malformed.CHUNK_SIZE),
                arguments("1 1\r\nx\r\n", Malformed.CHUNK_SIZE),
                arguments(";a\r\n", Malformed.CHUNK_SIZE),
                arguments("1\n", Malformed.CHUNK_SIZE),
                arguments("1\0\r\n", Malformed.CHUNK_SIZE),
                arguments("\u00b2\r\n", Malformed.CHUNK_SIZE),
                arguments("10000000000000000\r\n", Malformed.CHUNK_SIZE),
                arguments("fffffffffffffffff\r\n", Malformed.CHUNK_SIZE),
                arguments("8000000000000000\r\n", Malformed.CHUNK_SIZE),
                arguments("1000000000000000\r\n", Malformed.CHUNK_SIZE),
                arguments("0fffffffffffffff1\r\n", Malformed.CHUNK_SIZE),
                arguments("0".repeat(5000), Malformed.CHUNK_SIZE),
                arguments("1\r\nxx\r\n", Malformed.CHUNK_END),
                arguments("1\r\nx\n0\r\n\r\n", Malformed.CHUNK_END),
                arguments("1\r\nx\rx", Malformed.CHUNK_END),
                arguments("1\r\nx0\r\n\r\n", Malformed.CHUNK_END),
                arguments("1\rx\r\n", Malformed.CHUNK_END),
                arguments("2\r\r\n", Malformed.CHUNK_END),
                arguments("1;a\rx", Malformed.CHUNK_END),
                // A LF in an extension ends the line for some: two readers would see two messages.
                arguments("1;a\nx\r\n", Malformed.CHUNK_EXTENSION),
                arguments("1;\0\r\nx\r\n", Malformed.CHUNK_EXTENSION),
                arguments("1;a=\"\u0001\"\r\nx\r\n", Malformed.CHUNK_EXTENSION),
                arguments("1;" + "a".repeat(5000) + "\r\n", Malformed.CHUNK_EXTENSION),
                arguments("1" + " ".repeat(5000) + ";a\r\n", Malformed.CHUNK_EXTENSION),
                arguments("1\r\nx\r\n0\r\n\n", Malformed.BARE_LF),
                arguments("0\r\nA: b\r\n c\r\n\r\n", Malformed.LINE_FOLDING),
                arguments("0\r\nA : b\r\n\r\n", Malformed.SPACE_BEFORE_COLON),
                arguments("0\r\n\rX", Malformed.BARE_CR),
                arguments("0\r\n" + "A:\r\n".repeat(201) + "\r\n", Malformed.TOO_MANY_FIELDS),
                arguments("0\r\nA:" + "b".repeat(65_600), Malformed.HEAD_TOO_LARGE));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("malformedHeads")
    void whatIsNotExactlyChunkedIsMalformed(String text, Malformed fault) {
        Reading reading = new Reading(Kind.CHUNKED, 0, text, new int[] {text.length()});
        assertThat(reading.last).isEqualTo(Run.MALFORMED);
        assertThat(reading.reader.fault()).isEqualTo(fault);
        assertThat(reading.reader.isEnd()).isFalse();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource({"chunked", "malformedHeads"})
    void theReadsDoNotMatter(String text) {
        String whole = new Reading(Kind.CHUNKED, 0, text, new int[] {text.length()}).toString();
        for (int[] reads : text.length() < 100 ? Cuts.of(text.length()) : Cuts.random(text.length())) {
            assertThat(new Reading(Kind.CHUNKED, 0, text, reads).toString())
                    .as("reads end at %s", Arrays.toString(reads))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "",
                "5",
                "5\r",
                "5\r\n",
                "5\r\nhell",
                "5\r\nhello",
                "5\r\nhello\r",
                "5\r\nhello\r\n",
                "0",
                "0\r\n",
                "0\r\n\r",
                "0\r\nA: b\r\n",
                "0\r\nA: b\r\n\r"
            })
    void aChunkedMessageIsIncompleteUntilItsVeryLastByte(String text) {
        Reading reading = new Reading(Kind.CHUNKED, 0, text, new int[] {text.length()});
        assertThat(reading.last).isEqualTo(Run.INCOMPLETE);
        assertThat(reading.reader.isEnd()).isFalse();
    }

    /** They may weigh as much as the content and 4 KiB more, in all and not each (section 7.1.1). */
    @Test
    void extensionsAreBoundedInAll() {
        String heavy = "1;" + "e".repeat(1000) + "\r\nx\r\n";
        assertThat(new Reading(Kind.CHUNKED, 0, heavy.repeat(4)).last).isEqualTo(Run.INCOMPLETE);
        assertThat(new Reading(Kind.CHUNKED, 0, heavy.repeat(5)).reader.fault()).isEqualTo(Malformed.CHUNK_EXTENSION);
        String signed = "400;" + "s".repeat(85) + "\r\n" + "x".repeat(1024) + "\r\n";
        assertThat(new Reading(Kind.CHUNKED, 0, signed.repeat(100)).last).isEqualTo(Run.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource({"hello, hello, ''", "hellorest, hello, rest"})
    void aMessageWithALengthEndsAfterSoManyBytes(String text, String content, String rest) {
        for (int[] reads : Cuts.of(text.length())) {
            Reading reading = new Reading(Kind.LENGTH, 5, text, reads);
            assertThat(reading.content).hasToString(content);
            assertThat(reading.rest).isEqualTo(rest);
            assertThat(reading.last).isEqualTo(Run.END);
        }
    }

    @Test
    void theMissingBytesAreCounted() {
        Reading reading = new Reading(Kind.LENGTH, 5_000_000_000L, "hello");
        assertThat(reading.last).isEqualTo(Run.INCOMPLETE);
        assertThat(reading.reader.remaining()).isEqualTo(4_999_999_995L);
        assertThat(reading.reader.content()).isEqualTo(5);
        assertThat(reading.reader.endsAtClose()).isFalse();
        assertThat(new Reading(Kind.CHUNKED, 0, "5\r\nhel").reader.remaining()).isEqualTo(2);
    }

    @Test
    void closeDelimitedContentHasNoEndOfItsOwnButTheClose() {
        Reading reading = new Reading(Kind.UNTIL_CLOSE, 0, "0\r\n\r\nmore");
        assertThat(reading.content).hasToString("0\r\n\r\nmore");
        assertThat(reading.last).isEqualTo(Run.INCOMPLETE);
        assertThat(reading.reader.endsAtClose()).isTrue();
        reading.reader.endAtClose();
        assertThat(reading.reader.isEnd()).isTrue();
        assertThat(reading.reader.endsAtClose()).isFalse();
        assertThat(reading.reader.content()).isEqualTo(9);
    }

    @Test
    void theCloseEndsNoOtherMessage() {
        BodyReader cut = new Reading(Kind.LENGTH, 5, "hell").reader;
        assertThatThrownBy(cut::endAtClose).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noContentIsTheEndAtOnceAndTakesNothing() {
        Reading reading = new Reading(Kind.NONE, 0, "GET");
        assertThat(reading.last).isEqualTo(Run.END);
        assertThat(reading.rest).isEqualTo("GET");
    }

    @Test
    void aReaderIsUsedAgainForTheNextMessage() {
        BodyReader reader = new Reading(Kind.CHUNKED, 0, "5;x\r\nhello\r\n0\r\nA: b\r\n\r\n").reader;
        reader.begin(Kind.CHUNKED, 0);
        ByteBuf in = Heads.bytes("0\r\nC: d\r\n\r\n");
        assertThat(reader.next(in)).isEqualTo(Run.FRAMING);
        assertThat(reader.next(in)).isEqualTo(Run.TRAILERS);
        assertThat(reader.trailers().name(0)).isEqualTo("C");
        assertThat(reader.trailers().fields()).isEqualTo(1);
        assertThat(reader.content()).isZero();
        reader.begin(Kind.CHUNKED, 0);
        assertThat(reader.next(Heads.bytes("x"))).isEqualTo(Run.MALFORMED);
        reader.begin(Kind.LENGTH, 1);
        assertThat(reader.next(Heads.bytes("x"))).isEqualTo(Run.CONTENT);
    }

    @Test
    void contentOfAKnownLengthMayPassUnreadToItsEnd() {
        BodyReader reader = new BodyReader(HeadParser.Kind.REQUEST_TRAILERS, LIMITS);
        reader.begin(Kind.LENGTH, 10);
        assertThat(reader.passable()).isEqualTo(10);
        reader.passed(9);
        assertThat(reader.isEnd()).isFalse();
        assertThat(reader.passable()).isEqualTo(1);
        reader.passed(1);
        assertThat(reader.isEnd()).isTrue();
        assertThat(reader.passable()).isZero();
        assertThat(reader.content()).isEqualTo(10);
    }

    @Test
    void theLastByteOfAChunkIsRead() {
        BodyReader reader = new BodyReader(HeadParser.Kind.REQUEST_TRAILERS, LIMITS);
        reader.begin(Kind.CHUNKED, 0);
        assertThat(reader.passable()).isZero();
        reader.next(Unpooled.copiedBuffer("a\r\n", StandardCharsets.US_ASCII));
        assertThat(reader.passable()).isEqualTo(9);
        reader.passed(9);
        assertThat(reader.passable()).isZero();
        assertThat(reader.isEnd()).isFalse();
    }

    /** Offers bytes read by read, keeping what is not consumed, as a connection does. */
    private static final class Reading {
        private final BodyReader reader = new BodyReader(HeadParser.Kind.REQUEST_TRAILERS, LIMITS);
        private final StringBuilder content = new StringBuilder();
        private final StringBuilder framing = new StringBuilder();
        private final StringBuilder extensions = new StringBuilder();
        private final StringBuilder trailers = new StringBuilder();
        private final String rest;
        private Run last = Run.INCOMPLETE;

        Reading(Kind kind, long length, String text) {
            this(kind, length, text, new int[] {text.length()});
        }

        Reading(Kind kind, long length, String text, int[] reads) {
            reader.begin(kind, length);
            int consumed = 0;
            for (int end : reads) {
                ByteBuf in = Heads.bytes("?" + text.substring(consumed, end)).skipBytes(1);
                do {
                    int from = in.readerIndex();
                    last = reader.next(in);
                    take(last, in.toString(from, in.readerIndex() - from, StandardCharsets.ISO_8859_1));
                } while (RUNS.contains(last));
                consumed = end - in.readableBytes();
            }
            rest = text.substring(consumed);
        }

        private void take(Run run, String bytes) {
            switch (run) {
                case CONTENT -> content.append(bytes);
                case FRAMING -> framing.append(bytes);
                case EXTENSION -> extensions.append(bytes);
                case TRAILERS -> {
                    Head head = reader.trailers();
                    for (int i = 0; i < head.fields(); i++) {
                        trailers.append(HeadTest.copied(head, i));
                    }
                }
                default -> assertThat(bytes).isEmpty();
            }
        }

        @Override
        public String toString() {
            Object end = last == Run.MALFORMED ? reader.fault() : last;
            return String.join("|", content, framing, extensions, trailers, rest, end.toString());
        }
    }
}
