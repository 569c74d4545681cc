package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import io.clearhop.observe.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquidFormatTest {
    private static final SquidFormat FORMAT = new SquidFormat(new Origin("parent.test", 3128));

    @Test
    void aLineHasTenWordsAndTheTimeOfTheEnd() {
        assertThat(Summaries.usual().as(FORMAT))
                .isEqualTo(
                        "1709210096.012     12 127.0.0.1 TCP_MISS/200 1256 GET http://o.test/ - HIER_DIRECT/o.test -");
    }

    @Test
    void longTimesHaveTheRoomTheyNeed() {
        assertThat(Summaries.usual().nanos(0, 0, 1_234_567_000_000L).as(FORMAT))
                .startsWith("1709211330.567 1234567 127.0.0.1 ");
    }

    @Test
    void aParentIsNamedAsOne() {
        assertThat(Summaries.usual()
                        .to(new Origin("parent.test", 3128))
                        .user("anna b")
                        .as(FORMAT))
                .endsWith(" GET http://o.test/ anna%20b SINGLE_PARENT/parent.test -");
    }

    @Test
    void whatIsNoRequestIsSaidSo() {
        assertThat(Summaries.usual()
                        .from(null)
                        .request("")
                        .to(null)
                        .origin(0, 0, 0)
                        .ended(400, Outcome.FAILED, null)
                        .as(FORMAT))
                .endsWith(" - TAG_NONE/400 1256 NONE error:invalid-request - HIER_NONE/- -");
    }

    @Test
    void aTargetIsOneWordWhateverIsInIt() {
        assertThat(Summaries.usual()
                        .request("GET http://u:secret@o.test/\"\\\u00fc\u001b HTTP/1.1\r\n\r\n")
                        .as(FORMAT))
                .contains(" GET http://***@o.test/%22%5c%fc%1b - HIER");
    }

    /** What happened, the status, the number of the origin's connection, whether there was a place to go; Squid's words. */
    @ParameterizedTest
    @CsvSource({
        "FORWARDED, 200, 5, true, TCP_MISS/200, HIER_DIRECT/o.test",
        "FORWARDED, 304, 5, true, TCP_MISS/304, HIER_DIRECT/o.test",
        "FORWARDED, 403, 5, true, TCP_MISS/403, HIER_DIRECT/o.test",
        "ANSWERED, 200, 0, false, TAG_NONE/200, HIER_NONE/-",
        "FAILED, 400, 0, false, TAG_NONE/400, HIER_NONE/-",
        "FAILED, 403, 0, false, TCP_DENIED/403, HIER_NONE/-",
        "FAILED, 403, 0, true, TCP_DENIED/403, HIER_NONE/-",
        "FAILED, 407, 0, true, TCP_DENIED/407, HIER_NONE/-",
        "FAILED, 502, 0, true, TCP_MISS/502, HIER_NONE/-",
        "FAILED, 504, 5, true, TCP_MISS/504, HIER_DIRECT/o.test",
        "CUT, 200, 5, true, TCP_MISS_ABORTED/200, HIER_DIRECT/o.test",
        "ABANDONED, 0, 0, true, TCP_MISS_ABORTED/000, HIER_NONE/-",
        "ABANDONED, 200, 5, true, TCP_MISS_ABORTED/200, HIER_DIRECT/o.test",
        "TUNNELLED, 200, 5, true, TCP_TUNNEL/200, HIER_DIRECT/o.test",
        "TUNNELLED, 101, 5, true, TCP_TUNNEL/101, HIER_DIRECT/o.test",
        "RELAYED, 0, 5, true, TCP_TUNNEL/000, HIER_DIRECT/o.test",
    })
    void eachOutcomeHasAResultCode(
            Outcome outcome, int status, long origin, boolean somewhere, String code, String hierarchy) {
        assertThat(Summaries.usual()
                        .to(somewhere ? new Origin("o.test", 80) : null)
                        .origin(origin, 1, 1)
                        .ended(status, outcome, null)
                        .as(FORMAT)
                        .split(" +"))
                .hasSize(10)
                .contains(code, hierarchy);
    }
}
