package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.http.HeadParser.Kind;
import io.clearhop.http.HeadParser.Result;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeadLimitsTest {
    private static final HeadLimits SMALL = new HeadLimits(100, 30, 3);
    /** 30 bytes without its CRLF. */
    private static final String LINE_30 = "GET /" + "x".repeat(16) + " HTTP/1.1";

    static Stream<Arguments> fitting() {
        return Stream.of(
                arguments(Kind.REQUEST, LINE_30 + "\r\n\r\n"),
                arguments(Kind.REQUEST, ofSize(LINE_30, 100)),
                arguments(Kind.REQUEST, LINE_30 + "\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n"),
                arguments(Kind.RESPONSE, "HTTP/1.1 200 " + "x".repeat(83) + "\r\n\r\n"),
                arguments(Kind.RESPONSE, ofSize("HTTP/1.1 200 OK", 100)),
                arguments(Kind.REQUEST_TRAILERS, ofSize("A: b", 100)));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("fitting")
    void whatJustFitsPasses(Kind kind, String text) {
        assertThat(new HeadParser(kind, SMALL).parse(Heads.bytes(text))).isEqualTo(Result.COMPLETE);
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                arguments(Kind.REQUEST, LINE_30 + "0\r\n\r\n", Malformed.REQUEST_LINE_TOO_LONG),
                arguments(Kind.REQUEST, LINE_30 + "0", Malformed.REQUEST_LINE_TOO_LONG),
                arguments(Kind.REQUEST, "GET " + "x".repeat(27), Malformed.REQUEST_LINE_TOO_LONG),
                arguments(Kind.REQUEST, "G".repeat(31), Malformed.METHOD_TOO_LONG),
                arguments(Kind.REQUEST, "G".repeat(30) + " / HTTP/1.1\r\n\r\n", Malformed.METHOD_TOO_LONG),
                arguments(Kind.REQUEST, ofSize(LINE_30, 101), Malformed.HEAD_TOO_LARGE),
                arguments(Kind.REQUEST, ofSize(LINE_30, 101).substring(0, 97) + "....", Malformed.HEAD_TOO_LARGE),
                arguments(
                        Kind.REQUEST, LINE_30 + "\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\n", Malformed.TOO_MANY_FIELDS),
                arguments(Kind.RESPONSE, "HTTP/1.1 200 " + "x".repeat(88), Malformed.HEAD_TOO_LARGE),
                arguments(Kind.RESPONSE, ofSize("HTTP/1.1 200 OK", 101), Malformed.HEAD_TOO_LARGE),
                arguments(Kind.REQUEST_TRAILERS, ofSize("A: b", 101), Malformed.HEAD_TOO_LARGE),
                arguments(Kind.REQUEST_TRAILERS, "A:\r\nB:\r\nC:\r\nD:\r\n\r\n", Malformed.TOO_MANY_FIELDS));
    }

    /** A head of so many bytes in all, the empty line included. */
    private static String ofSize(String firstLine, int size) {
        String without = firstLine + "\r\nX: \r\n\r\n";
        return firstLine + "\r\nX: " + "x".repeat(size - without.length()) + "\r\n\r\n";
    }

    @ParameterizedTest(name = "{index}: {0} {2}")
    @MethodSource("malformedHeads")
    void whatJustDoesNotFitIsRefused(Kind kind, String text, Malformed fault) {
        HeadParser parser = new HeadParser(kind, SMALL);
        assertThat(parser.parse(Heads.bytes(text))).isEqualTo(Result.MALFORMED);
        assertThat(parser.fault()).isEqualTo(fault);
    }

    @ParameterizedTest(name = "{index}: {0} {2}")
    @MethodSource("malformedHeads")
    void itIsRefusedWhereverTheReadsAreCut(Kind kind, String text, Malformed fault) {
        HeadCutsTest.assertCutsDoNotMatter(kind, text, SMALL);
    }

    /** RFC 9112 section 3 recommends 8,000 bytes for a request line at least. */
    @Test
    void eightThousandBytesOfRequestLineAndAHundredFieldsPass() {
        String[] lines = new String[101];
        lines[0] = "GET http://o.test/" + "x".repeat(7_973) + " HTTP/1.1";
        for (int i = 1; i <= 100; i++) {
            lines[i] = "X-" + i + ": " + i;
        }
        Head head = Heads.request(lines);
        assertThat(head.startLine()).hasSize(8_000);
        assertThat(head.fields()).isEqualTo(100);
        assertThat(head.name(99)).isEqualTo("X-100");
        assertThat(head.value(99)).isEqualTo("100");
        assertThat(HeadTest.copied(head, 50)).isEqualTo("X-51: 51\r\n");
    }
}
