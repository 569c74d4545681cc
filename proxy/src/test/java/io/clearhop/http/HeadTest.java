package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {
    /** What is sent for a line. */
    static String copied(Head head, int line) {
        ByteBuf out = Unpooled.buffer();
        head.copyLines(line, line + 1, out);
        return Heads.text(out);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {"x-lower:1", "X-MIXED-case: a  b", "Empty:", "White: \t v \t ", "Obs: \u00fc\u0080", "C:a:b"})
    void aLineIsCopiedInItsCaseAndSpelling(String line) {
        assertThat(copied(Heads.get("Before: 1", line, "After: 2"), 2)).isEqualTo(line + "\r\n");
        assertThat(copied(Heads.response("HTTP/1.1 200 OK", line), 0)).isEqualTo(line + "\r\n");
    }

    @Test
    void linesAreFoundByTheirRow() {
        Head head = Heads.get("Via: 1.0 a", "X: y", "VIA: 1.1 b");
        assertThat(head.find(Field.VIA, 0)).isEqualTo(1);
        assertThat(head.find(Field.VIA, 2)).isEqualTo(3);
        assertThat(head.find(Field.VIA, 4)).isEqualTo(-1);
        assertThat(head.has(Field.HOST)).isTrue();
        assertThat(head.has(Field.AGE)).isFalse();
    }

    @Test
    void valuesCompareWholeAndInAnyCase() {
        Head head = Heads.get("Expect:  100-Continue ", "X: 100-continue,");
        assertThat(head.valueEquals(1, AsciiString.of("100-continue"))).isTrue();
        assertThat(head.valueEquals(2, AsciiString.of("100-continue"))).isFalse();
    }

    @Test
    void listMembersAreFoundInAnyLineAndCase() {
        AsciiString trailers = AsciiString.of("trailers");
        assertThat(Heads.get("TE: trailers").listHas(Field.TE, trailers)).isTrue();
        assertThat(Heads.get("TE: deflate;q=0.5 ,\tTrailers").listHas(Field.TE, trailers))
                .isTrue();
        assertThat(Heads.get("TE: gzip", "TE: , trailers ,").listHas(Field.TE, trailers))
                .isTrue();
        assertThat(Heads.get("TE: trailersx, xtrailers, trailers;q=1").listHas(Field.TE, trailers))
                .isFalse();
        assertThat(Heads.get("TE:").listHas(Field.TE, trailers)).isFalse();
        assertThat(Heads.get("X: trailers").listHas(Field.TE, trailers)).isFalse();
    }

    @Test
    void thereIsNothingBeforeAHeadWasParsed() {
        assertThatThrownBy(() -> new Head().bytes()).isInstanceOf(IllegalStateException.class);
        HeadParser parser = new HeadParser(HeadParser.Kind.REQUEST, HeadLimits.DEFAULTS);
        assertThatThrownBy(parser::fault).isInstanceOf(IllegalStateException.class);
    }
}
