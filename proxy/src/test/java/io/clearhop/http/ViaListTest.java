package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.netty.util.AsciiString;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 7.6.3. */
class ViaListTest {
    private static final AsciiString ME = AsciiString.of("me");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1 me",
                "1.0 me",
                "HTTP/1.1 me",
                "HTTP/3 ME",
                "1.1 a, 1.1 me",
                "1.1 me, 1.1 a",
                ",, 1.1\t me ,",
                "1.1 a,1.1 me,1.1 b",
                "1.1 me (a comment)",
                "1.1 me(squeezed)",
                "1.1 a (with, a comma), 1.1 me",
                "1.1 a ((nested), (more)), 1.1 me",
                "1.1 a (an \\( escaped one), 1.1 me",
                "1.1 a (odd \\)), 1.1 me",
                "1.1 a (never closed, 1.1 me",
                "1.1 a ) b, 1.1 me",
                "1.1 a (x), 1.1 b (never, 1.1 me, x (y), z"
            })
    void aMemberThatWasReceivedByTheNameIsFound(String value) {
        assertThat(named("Via: " + value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "me",
                "1.1 m",
                "1.1 mee",
                "1.1 me:8080",
                "1.1 me.example",
                "me 1.1",
                "me/1.1 a",
                "1.1 a me",
                "1.1 a (1.1 me)",
                "1.1 a (x, 1.1 me)",
                "1.1 a (x (y), 1.1 me)",
                "1.1 a (\\), 1.1 me)"
            })
    void anythingElseIsNot(String value) {
        assertThat(named("Via: " + value)).isFalse();
    }

    @Test
    void allLinesCountAndNoOtherField() {
        assertThat(named("Via: 1.1 a", "X: y", "vIA: 1.1 me")).isTrue();
        assertThat(named("Via: 1.1 a", "X-Via: 1.1 me")).isFalse();
        assertThat(named()).isFalse();
    }

    @Test
    void aHostileValueIsReadInTimeThatGrowsWithItsLength() {
        String open = "(,".repeat(20_000);
        assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(named("Via: " + open)).isFalse();
            }
        });
    }

    private static boolean named(String... fields) {
        return ViaList.names(Heads.get(fields), ME);
    }
}
