package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarTimingsTest {
    /** Of an exchange that began at 100 and is looked at, if it is not over, at 200. */
    @ParameterizedTest
    @CsvSource({
        // request ended, forwarded, first byte, ended; blocked, send, wait, receive
        "101, 103, 110, 112, 3, 0, 7, 2",
        "107, 103, 110, 112, 3, 4, 3, 2",
        // The response came before the request was whole.
        "115, 103, 110, 120, 3, 7, 0, 10",
        "101, 103, 110, , 3, 0, 7, 90",
        "101, 103, , , 3, 0, 97, 0",
        "101, , , 105, 5, 0, 0, 0",
        ", , , , 100, 0, 0, 0",
    })
    void eachMillisecondIsInOnePart(
            Double requestEnded,
            Double forwarded,
            Double firstByte,
            Double ended,
            double blocked,
            double send,
            double waiting,
            double receive) {
        HarTimings timings = HarTimings.of(Exchanges.timed(requestEnded, forwarded, firstByte, ended), null, 200);

        assertThat(timings).isEqualTo(new HarTimings(blocked, -1, send, waiting, receive));
        assertThat(timings.total()).isEqualTo((ended == null ? 200 : ended) - 100);
    }
}
