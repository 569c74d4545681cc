package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.http.RetryCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryOnTypeTest {
    private final RetryOnType type = new RetryOnType();

    @Test
    void namesAreJoinedWithCommas() throws BadValue {
        assertThat(type.parse("stale, response-timeout"))
                .containsExactlyInAnyOrder(RetryCause.STALE, RetryCause.RESPONSE_TIMEOUT);
        assertThat(type.parse("none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "5xx; names no known failure; give none, stale, conn-failure, empty-response or response-timeout",
                "stale,; names no known failure",
                "none,stale; contradicts itself"
            })
    void whatIsNoNameIsRefused(String text, String sentence) {
        assertThatThrownBy(() -> type.parse(text)).isInstanceOf(BadValue.class).hasMessageContaining(sentence);
    }
}
