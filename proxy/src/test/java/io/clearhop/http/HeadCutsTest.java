package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.HeadParser.Kind;
import io.clearhop.http.HeadParser.Result;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the bytes of a head are cut into reads is chance: it must not change what is found, or that a fault is found. */
class HeadCutsTest {
    static Stream<String> heads() {
        return Stream.of(
                "GET / HTTP/1.1\r\n\r\n",
                "\r\n\r\nPOST http://o.test:81/a?b HTTP/1.0\r\nHost: o.test:81\r\nX:\t y \r\nEmpty:\r\n\r\nrest\0\r\n",
                "HTTP/1.1 200 OK\r\nA : b\r\n c\r\n\td\r\nConnection:\r\n close\r\nE: \u00fc\r\n\r\nHTTP/1.1 200",
                "HTTP/1.0 204\r\n\r\n",
                "A: b\r\nETag: c\r\n\r\n",
                "\r\n");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("heads")
    void theSameHeadIsFound(String text) {
        for (Kind kind : Kind.values()) {
            assertCutsDoNotMatter(kind, text, HeadLimits.DEFAULTS);
        }
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("io.clearhop.http.RequestHeadTest#malformedHeads")
    void theSameFaultIsFoundInARequest(String text, Malformed fault) {
        assertCutsDoNotMatter(Kind.REQUEST, text, HeadLimits.DEFAULTS);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("io.clearhop.http.ResponseHeadTest#malformedHeads")
    void theSameFaultIsFoundInAResponse(String text, Malformed fault) {
        assertCutsDoNotMatter(Kind.RESPONSE, text, HeadLimits.DEFAULTS);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("io.clearhop.http.TrailerSectionTest#malformedHeads")
    void theSameFaultIsFoundInATrailerSection(String text, Malformed fault) {
        assertCutsDoNotMatter(Kind.REQUEST_TRAILERS, text, HeadLimits.DEFAULTS);
    }

    static Stream<Arguments> limits() {
        return Stream.of(1, 2, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26).map(Arguments::of);
    }

    /** Which of two faults is found must not depend on the cuts either. */
    @ParameterizedTest
    @MethodSource("limits")
    void theSameFaultIsFoundWhereALimitMeetsAnotherFault(int limit) {
        for (String text : new String[] {
            "GET / HTTP/1.1\r\nA: b\r\n\r\n",
            "GET / HTTP/1.1\r\nA: b\rc\r\n",
            "GET / HTTP/1.1\rX",
            "GET /\0",
            "GET /\n",
            "GET / HTTP/1.1\r\nA: b\0\r\n",
            "GET / HTTP/1.1\r\nA: b\n",
            "GET / HTTP/1.1\r\nNoColon\r\n"
        }) {
            assertCutsDoNotMatter(Kind.REQUEST, text, new HeadLimits(limit, 100, 3));
            assertCutsDoNotMatter(Kind.REQUEST, text, new HeadLimits(100, limit, 3));
            assertCutsDoNotMatter(
                    Kind.RESPONSE, text.replace("GET / HTTP/1.1", "HTTP/1.1 200 "), new HeadLimits(limit, 9, 3));
        }
    }

    static void assertCutsDoNotMatter(Kind kind, String text, HeadLimits limits) {
        String whole = read(kind, text, limits, new int[] {text.length()});
        for (int[] reads : Cuts.of(text.length())) {
            assertThat(read(kind, text, limits, reads))
                    .as("reads end at %s", Arrays.toString(reads))
                    .isEqualTo(whole);
        }
    }

    /** Each read finds the bytes in another buffer and at another place in it. */
    private static String read(Kind kind, String text, HeadLimits limits, int[] reads) {
        return read(new HeadParser(kind, limits), text, reads);
    }

    static String read(HeadParser parser, String text, int[] reads) {
        int consumed = 0;
        for (int end : reads) {
            String before = "?".repeat(end % 5);
            ByteBuf in = Heads.bytes(before + text.substring(consumed, end)).skipBytes(before.length());
            Result result = parser.parse(in);
            if (result != Result.INCOMPLETE) {
                return result == Result.COMPLETE
                        ? description(parser.head())
                        : parser.fault().toString();
            }
            consumed = end - in.readableBytes();
        }
        return "INCOMPLETE " + parser.hasBegun();
    }

    private static String description(Head head) {
        StringBuilder found = new StringBuilder();
        found.append(head.method())
                .append(head.minorVersion())
                .append(head.status())
                .append(' ')
                .append(head.length());
        for (int i = 0; i < head.fields(); i++) {
            found.append('\n')
                    .append(head.row(i))
                    .append('|')
                    .append(head.name(i))
                    .append('|')
                    .append(head.value(i));
            found.append('|').append(HeadTest.copied(head, i));
        }
        return found.toString();
    }
}
