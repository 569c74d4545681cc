package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.record.ExchangeKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayRequestTest {
    private static ReplayRequest of(String head, boolean masked) {
        return ReplayRequest.of(Exchanges.withHead(head.replace("|", "\r\n"), ExchangeKind.EXCHANGE), masked);
    }

    private static String text(ReplayRequest request) {
        return new String(request.head(), StandardCharsets.ISO_8859_1).replace("\r\n", "|");
    }

    @Test
    void theHeadIsSentAsItCameWithItsHopByHopFields() {
        String head = "GET http://o/a HTTP/1.1|Host: o|Proxy-Connection: keep-alive|TE:  trailers |X: \u00e9||";
        assertThat(text(of(head, true))).isEqualTo(head);
        assertThat(of(head, true).omitted()).isEmpty();
    }

    @Test
    void whatFollowsTheHeadIsNotSent() {
        assertThat(text(of("GET /a HTTP/1.1|Host: o||GET /b HTTP/1.1||", true))).isEqualTo("GET /a HTTP/1.1|Host: o||");
    }

    @Test
    void aMaskedFieldIsLeftOutWithItsFolds() {
        String head = "GET /a HTTP/1.1|Cookie: a=*|  b=***|Authorization: Basic ****|Host: o||";
        ReplayRequest masked = of(head, true);
        assertThat(text(masked)).isEqualTo("GET /a HTTP/1.1|Host: o||");
        assertThat(masked.omitted()).containsExactly("Cookie", "Authorization");
        assertThat(text(of(head, false))).isEqualTo(head);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /a HTTP/1.1|Host: o||, POST may change something",
        "PUT /a HTTP/1.1|Host: o||, PUT may change something",
        "CONNECT o:443 HTTP/1.1|Host: o||, CONNECT may change something",
        "GET /a HTTP/1.1|Content-Length: 5||, has content",
        "GET /a HTTP/1.1|Transfer-Encoding: chunked||, has content",
        "GET /a HTTP/1.1|Host: o, not kept whole",
    })
    void whatCannotBeRepeatedIsToldWhy(String head, String why) {
        assertThat(of(head, true).problem()).contains(why).endsWith(".");
    }

    @Test
    void contentOfNoBytesIsNone() {
        assertThat(of("OPTIONS /a HTTP/1.1|Content-Length: 0||", true).problem())
                .isEmpty();
    }

    @Test
    void switchedProtocolsAndUnknownHeadsAreNotRepeated() {
        String head = "GET /a HTTP/1.1\r\nUpgrade: websocket\r\n\r\n";
        assertThat(ReplayRequest.of(Exchanges.withHead(head, ExchangeKind.UPGRADE), true)
                        .problem())
                .contains("switched protocols");
        assertThat(ReplayRequest.of(Exchanges.withoutHead(), true).problem()).contains("was not kept");
    }
}
