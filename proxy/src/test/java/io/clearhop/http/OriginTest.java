package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    /** RFC 9110 section 4.2.3. */
    @Test
    void namesCompareWithoutRegardToCase() {
        assertThat(new Origin("O.Test", 80))
                .isEqualTo(new Origin("o.test", 80))
                .hasSameHashCodeAs(new Origin("o.tesT", 80));
        assertThat(new Origin("o.test", 80)).isNotEqualTo(new Origin("o.test", 81));
    }

    @ParameterizedTest
    @CsvSource({
        "o.test, false, o.test:80",
        "127.0.0.1, true, 127.0.0.1:80",
        "::1, true, [::1]:80",
        "1.2.3, false, 1.2.3:80",
        "1.2.3.256, false, 1.2.3.256:80"
    })
    void literalsAreKnownAndIPv6IsWrittenInBrackets(String host, boolean literal, String text) {
        Origin origin = new Origin(host, 80);
        assertThat(origin.isLiteral()).isEqualTo(literal);
        assertThat(origin).hasToString(text);
    }
}
