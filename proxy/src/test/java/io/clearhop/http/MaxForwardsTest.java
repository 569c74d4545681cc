package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 7.6.2. */
class MaxForwardsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "'\t7 ', 7",
        "007, 7",
        "2147483647, 2147483647",
        "2147483648, 2147483647",
        "99999999999999999999999999999999, 2147483647"
    })
    void aNumberOfAnySizeCountsUpToTheLargestThatIsKept(String value, int expected) {
        assertThat(MaxForwards.of(request("TRACE", "Max-Forwards: " + value))).isEqualTo(expected);
        assertThat(MaxForwards.of(request("OPTIONS", "max-forwards: " + value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.0", "0x1", "1 2", "1,1", "ten", "1;x"})
    void whatIsNoNumberIsInvalid(String value) {
        assertThat(MaxForwards.isInvalid(request("TRACE", "Max-Forwards: " + value)))
                .isTrue();
        assertThat(MaxForwards.isInvalid(request("OPTIONS", "Max-Forwards: " + value)))
                .isTrue();
    }

    @Test
    void twoNumbersAreInvalidEvenIfTheyAgree() {
        assertThat(MaxForwards.isInvalid(request("TRACE", "Max-Forwards: 1", "Max-Forwards: 1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "trace", "PROPFIND"})
    void inOtherMethodsItMeansNothing(String method) {
        Head head = request(method, "Max-Forwards: 0", "Max-Forwards: x");
        assertThat(MaxForwards.isInvalid(head)).isFalse();
        assertThat(MaxForwards.of(head)).isEqualTo(MaxForwards.NONE);
    }

    @Test
    void aRequestWithoutItIsNotLimited() {
        assertThat(MaxForwards.of(request("TRACE"))).isEqualTo(MaxForwards.NONE);
    }

    private static Head request(String method, String... fields) {
        String[] lines = new String[fields.length + 1];
        lines[0] = method + " http://o.test/ HTTP/1.1";
        System.arraycopy(fields, 0, lines, 1, fields.length);
        return Heads.request(lines);
    }
}
