package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimeTest {
    private static final String PATTERN = "uuuu-MM-dd HH:mm:ss";

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01 00:00:00.000",
        "1795262833007, 2026-11-21 12:07:13.007",
        "1795262833512, 2026-11-21 12:07:13.512",
        "-1, 1969-12-31 23:59:59.999"
    })
    void timesAreWrittenToTheMillisecond(long epochMillis, String text) {
        assertThat(written(new LogTime(PATTERN, ZoneId.of("UTC")), epochMillis)).isEqualTo(text);
    }

    @Test
    void theSecondIsMadeAnewWhenItIsAnother() {
        LogTime time = new LogTime(PATTERN, ZoneId.of("+01:00"));

        assertThat(written(time, 999)).isEqualTo("1970-01-01 01:00:00.999");
        assertThat(written(time, 1000)).isEqualTo("1970-01-01 01:00:01.000");
        assertThat(written(time, 998)).isEqualTo("1970-01-01 01:00:00.998");
    }

    private static String written(LogTime time, long epochMillis) {
        return Lines.of(line -> {
            time.second(epochMillis, line);
            LogTime.millis(epochMillis, line);
        });
    }
}
