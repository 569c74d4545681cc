package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTypeTest {
    private final DurationType type = new DurationType(Duration.ofMillis(1), Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({
        "1ms, 1",
        "250ms, 250",
        "5s, 5000",
        "090s, 90000",
        "2m, 120000",
        "1h, 3600000",
        "24h, 86400000",
        "1d, 86400000"
    })
    void readsANumberWithAUnit(String text, long millis) throws BadValue {
        assertThat(type.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0", "0s", "000", "0ms"})
    void zeroNeedsNoUnitWhereZeroIsAllowed(String text) throws BadValue {
        assertThat(new DurationType(Duration.ZERO, Duration.ofDays(1)).parse(text))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"5", "s", "5 s", "1.5s", "-1s", "5S", "5sec", "1m30s", "''", "1234567890123s", "٣s"})
    void refusesWhatIsNoDurationAndShowsHowToWriteOne(String text) {
        assertThatThrownBy(() -> type.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage(
                        "is no duration; give a whole number with its unit (ms, s, m, h or d), such as 250ms or 5s, "
                                + "1ms to 1d");
    }

    @ParameterizedTest
    @CsvSource({"0", "0s", "2d", "25h", "999999999999d"})
    void refusesWhatIsOutOfRangeAndNamesTheRange(String text) {
        assertThatThrownBy(() -> type.parse(text)).hasMessage("is out of range; give 1ms to 1d");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1ms", "1500, 1500ms", "5000, 5s", "90000, 90s", "120000, 2m", "3600000, 1h", "172800000, 2d"
    })
    void writesTheLargestUnitThatDivides(long millis, String text) {
        assertThat(DurationType.text(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
