package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 appendix C.2.2. */
class KeepAliveHintTest {
    private final KeepAliveHint hint = new KeepAliveHint();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "timeout=5, max=100; 4000",
                "TimeOut = 15; 14000",
                "max=3,timeout=2; 1000",
                "x=1, timeout=1; 500",
                "timeout=0; 0",
                "timeout=999999999; 999999998000",
                "'\ttimeout=60 ,'; 59000"
            })
    void aConnectionRestsASecondLessThanTheOriginSaysOrHalfOfAShortTime(String value, long millis) {
        read(value);
        assertThat(hint.hasTimeout()).isTrue();
        assertThat(hint.idleMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "timeout",
                "timeout=",
                "timeout=x",
                "timeout=-1",
                "timeout=1.5",
                "timeout=\"5\"",
                "timeout=5s",
                "timeout=5 6",
                "timeout==5",
                "timeout=9999999999",
                "xtimeout=5",
                "timeoutx=5",
                "=5",
                ",,"
            })
    void whatIsNoPlainNumberCountsAsAbsent(String value) {
        read(value);
        assertThat(hint.hasTimeout()).isFalse();
        assertThat(hint.isLast()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"max=0; true", "timeout=5, MAX = 00; true", "max=1; false", "max=; false"})
    void max0IsTheLastExchange(String value, boolean last) {
        read(value);
        assertThat(hint.isLast()).isEqualTo(last);
    }

    @Test
    void allLinesCountAndNothingIsLeftOfTheHeadBefore() {
        hint.read(Heads.response("HTTP/1.1 200 OK", "Keep-Alive: timeout=4", "A: b", "keep-alive: max=0"));
        assertThat(hint.idleMillis()).isEqualTo(3000);
        assertThat(hint.isLast()).isTrue();
        hint.read(Heads.response("HTTP/1.1 200 OK"));
        assertThat(hint.hasTimeout()).isFalse();
        assertThat(hint.isLast()).isFalse();
    }

    private void read(String value) {
        hint.read(Heads.response("HTTP/1.1 200 OK", "Keep-Alive: " + value));
    }
}
