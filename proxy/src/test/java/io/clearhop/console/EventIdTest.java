package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    @ParameterizedTest
    @CsvSource({"1795289770738-33, 1795289770738, 33", "33, 0, 33", "0, 0, 0"})
    void itIsRunAndVersion(String text, long run, long version) {
        assertThat(EventId.of(text)).isEqualTo(new EventId(run, version));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-", "x", "1-", "-1", "1-2-3", " 1", "99999999999999999999"})
    void whatIsNoneIsNothing(String text) {
        assertThat(EventId.of(text)).isEqualTo(EventId.NOTHING);
    }

    @Test
    void itsTextIsReadAgain() {
        EventId id = new EventId(12, 34);
        assertThat(EventId.of(id.toString())).isEqualTo(id);
    }
}
