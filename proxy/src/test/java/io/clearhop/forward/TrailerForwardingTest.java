package io.clearhop.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Field;
import io.clearhop.http.Head;
import io.clearhop.http.Heads;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9110 section 6.5.1. */
class TrailerForwardingTest {
    private static final List<AsciiString> NOMINATED = List.of(AsciiString.of("X-Hop"), AsciiString.of("accept"));

    @ParameterizedTest
    @CsvSource({
        "X-Checksum, END_TO_END",
        "ETag, END_TO_END",
        "Server-Timing, END_TO_END",
        "Content-Length, TRAILER_FORBIDDEN",
        "transfer-encoding, TRAILER_FORBIDDEN",
        "Host, TRAILER_FORBIDDEN",
        "Authorization, TRAILER_FORBIDDEN",
        "Set-Cookie, TRAILER_FORBIDDEN",
        "Connection, TRAILER_FORBIDDEN",
        "Proxy-Authenticate, TRAILER_FORBIDDEN",
        "Cache-Control, TRAILER_FORBIDDEN",
        "Content-Type, TRAILER_FORBIDDEN",
        "Content-Language, TRAILER_FORBIDDEN",
        "Content-Location, TRAILER_FORBIDDEN",
        "Pragma, TRAILER_FORBIDDEN",
        "Retry-After, TRAILER_FORBIDDEN",
        "If-Match, TRAILER_FORBIDDEN",
        "X-HOP, NOMINATED",
        "Accept, NOMINATED"
    })
    void aTrailerFieldPassesIfItMayStandAfterTheContent(String name, FieldRule rule) {
        assertThat(TrailerForwarder.rule(Heads.trailers(name + ": x"), 0, NOMINATED))
                .isEqualTo(rule);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOP_BY_HOP", "NEXT_PROXY"})
    void whatIsNotEndToEndNeverPasses(Field.Passage passage) {
        for (Field field : Field.values()) {
            if (field.passage() == passage) {
                Head trailers = Heads.trailers(field.fieldName() + ": x");
                assertThat(TrailerForwarder.rule(trailers, 0, List.of())).isEqualTo(FieldRule.TRAILER_FORBIDDEN);
            }
        }
    }

    @Test
    void whatBecomesOfEachLineIsTold() {
        assertThat(decisions(BodyForwarder.Mode.AS_IS))
                .extracting(decision -> decision.field() + " " + decision.rule())
                .containsExactly("b END_TO_END", "Host TRAILER_FORBIDDEN", "x-hop NOMINATED");
        assertThat(decisions(BodyForwarder.Mode.UNCHUNK))
                .extracting(FieldDecision::rule)
                .containsOnly(FieldRule.TRAILER_LOST);
    }

    static List<FieldDecision> decisions(BodyForwarder.Mode mode) {
        Head trailers = Heads.trailers("b:1", "Host: evil", "x-hop: 1");
        FieldDecision.Collector collector = new FieldDecision.Collector(trailers);
        TrailerForwarder.tell(trailers, NOMINATED, mode, collector);
        return collector.decisions();
    }

    @Test
    void whatPassesKeepsItsOrderCaseAndSpelling() {
        ByteBuf out = Unpooled.buffer();
        Head trailers = Heads.trailers("b:1", "Host: evil", "x-hop: 1", "A:  2 ", "B: 3");
        TrailerForwarder.write(trailers, NOMINATED, out);
        assertThat(Heads.text(out)).isEqualTo("b:1\r\nA:  2 \r\nB: 3\r\n\r\n");
    }
}
