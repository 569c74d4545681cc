package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.observe.Outcome;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HopFormatTest {
    private static final HopFormat FORMAT = new HopFormat(ZoneId.of("UTC"));

    @Test
    void bothHopsStandInOneLine() {
        assertThat(Summaries.usual().as(FORMAT))
                .isEqualTo(
                        "2024-02-29 12:34:56.000 x7 c2#3 127.0.0.1:40312 \"GET http://o.test/ HTTP/1.1\" 200 o5#2 reused in=10 out=1256 "
                                + "ms=0.2/11.8/12.1 forwarded client=kept origin=kept");
    }

    @Test
    void aUserWhoGaveAPasswordIsNamed() {
        assertThat(Summaries.usual().user("anna").as(FORMAT)).contains(" user=anna forwarded client=kept");
        assertThat(Summaries.usual().as(FORMAT)).doesNotContain("user=");
    }

    @Test
    void aFirstExchangeIsOnANewConnectionAndARetryIsTold() {
        assertThat(Summaries.usual().origin(6, 1, 2).as(FORMAT)).contains(" o6#1 new attempts=2 in=10");
    }

    @Test
    void eachHopSaysWhyItCloses() {
        assertThat(Summaries.usual()
                        .closed(CloseReason.CLIENT_ASKED, CloseReason.ORIGIN_HTTP10)
                        .as(FORMAT))
                .endsWith(" client=client-asked origin=origin-http10");
    }

    @Test
    void whatNeverHappenedIsADash() {
        assertThat(Summaries.usual()
                        .from(null)
                        .request("")
                        .origin(0, 0, 0)
                        .nanos(-1, -1, 5_000_000)
                        .ended(0, Outcome.ABANDONED, null)
                        .closed(CloseReason.CLIENT_RESET, null)
                        .as(FORMAT))
                .isEqualTo(
                        "2024-02-29 12:34:56.000 x7 c2#3 - \"-\" - o- in=10 out=1256 ms=-/-/5.0 abandoned client=client-reset");
    }

    @Test
    void whatWentWrongStandsAtTheEndAndIsEscaped() {
        assertThat(Summaries.usual()
                        .ended(502, Outcome.FAILED, "o.test\n\"x\" \u2028refused")
                        .as(FORMAT))
                .contains(" 502 ")
                .endsWith(" failed client=kept origin=kept (o.test\\x0a\\\"x\\\" \\u2028refused)");
    }

    @Test
    void anIPv6ClientStandsInBrackets() {
        assertThat(Summaries.usual().from(new InetSocketAddress("::1", 9)).as(FORMAT))
                .contains(" [::1]:9 ");
    }
}
