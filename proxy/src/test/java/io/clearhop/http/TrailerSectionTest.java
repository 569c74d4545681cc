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

/** A trailer section is field lines alone: RFC 9112 section 7.1.2. */
class TrailerSectionTest {
    @Test
    void theEmptyLineAloneIsAnEmptySection() {
        Head head = Heads.trailers();
        assertThat(head.fields()).isZero();
        assertThat(head.length()).isEqualTo(2);
    }

    @Test
    void theLinesAreFields() {
        Head head = Heads.trailers("ETag: \"x\"", "Checksum:abc");
        assertThat(head.row(0)).isEqualTo(Field.ETAG);
        assertThat(head.name(1)).isEqualTo("Checksum");
        assertThat(head.value(1)).isEqualTo("abc");
    }

    /** As in a response's head: RFC 9112 sections 5.1 and 5.2. */
    @Test
    void aResponsesAreRepaired() {
        HeadParser parser = Heads.parsed(Kind.RESPONSE_TRAILERS, "A : b\r\nC: d\r\n\te\r\n\r\n");
        Head head = parser.head();
        assertThat(HeadTest.copied(head, 0)).isEqualTo("A: b\r\n");
        assertThat(head.value(1)).isEqualTo("d e");
        assertThat(HeadTest.copied(head, 1)).isEqualTo("C: d e\r\n");
        assertThat(Heads.parsed(Kind.RESPONSE_TRAILERS, " A: b\r\n\r\n").fault())
                .isEqualTo(Malformed.LINE_FOLDING);
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                arguments("\n", Malformed.BARE_LF),
                arguments("A: b\n\r\n", Malformed.BARE_LF),
                arguments("\rA: b\r\n\r\n", Malformed.BARE_CR),
                arguments("A: \0\r\n\r\n", Malformed.CONTROL_BYTE),
                arguments("A\r\n\r\n", Malformed.NO_COLON),
                arguments("A : b\r\n\r\n", Malformed.SPACE_BEFORE_COLON),
                arguments("A: b\r\n c\r\n\r\n", Malformed.LINE_FOLDING),
                arguments(" A: b\r\n\r\n", Malformed.LINE_FOLDING),
                arguments("GET / HTTP/1.1\r\n\r\n", Malformed.NO_COLON));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("malformedHeads")
    void whatTheGrammarDoesNotAllowIsMalformed(String text, Malformed fault) {
        HeadParser parser = new HeadParser(Kind.REQUEST_TRAILERS, HeadLimits.DEFAULTS);
        assertThat(parser.parse(Heads.bytes(text))).as(text).isEqualTo(Result.MALFORMED);
        assertThat(parser.fault()).as(text).isEqualTo(fault);
    }
}
