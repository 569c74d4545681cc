package io.clearhop.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import org.junit.jupiter.api.Test;

/** What is remembered of the version in which origins answer. */
class Http10OriginsTest {
    private static final Origin ORIGIN = new Origin("o.test", 80);

    private final Http10Origins origins = new Http10Origins();

    @Test
    void theLastAnswerCounts() {
        assertThat(origins.contains(ORIGIN, 0)).isFalse();
        origins.answeredIn10(ORIGIN, 200, 0);
        assertThat(origins.contains(ORIGIN, 0)).isTrue();
        assertThat(origins.contains(new Origin("o.test", 81), 0)).isFalse();
        origins.answeredIn11(ORIGIN);
        assertThat(origins.contains(ORIGIN, 0)).isFalse();
    }

    @Test
    void anErrorMayBeAGatewaysAndSaysNothing() {
        origins.answeredIn10(ORIGIN, 503, 0);
        origins.answeredIn10(ORIGIN, 400, 0);
        assertThat(origins.contains(ORIGIN, 0)).isFalse();
        origins.answeredIn10(ORIGIN, 399, 0);
        origins.answeredIn10(ORIGIN, 503, 0);
        assertThat(origins.contains(ORIGIN, 0)).isTrue();
    }

    @Test
    void itIsForgottenInTimeForTheOriginMayHaveChanged() {
        origins.answeredIn10(ORIGIN, 200, 1000);
        assertThat(origins.contains(ORIGIN, 1000 + Http10Origins.REMEMBERED_MILLIS - 1))
                .isTrue();
        assertThat(origins.contains(ORIGIN, 1000 + Http10Origins.REMEMBERED_MILLIS))
                .isFalse();
    }

    @Test
    void theMemoryIsBoundedAndTheOldestGoes() {
        for (int port = 1; port <= 2000; port++) {
            origins.answeredIn10(new Origin("o.test", port), 200, 0);
        }
        assertThat(origins.contains(new Origin("o.test", 1000), 0)).isFalse();
        assertThat(origins.contains(new Origin("o.test", 1001), 0)).isTrue();
        assertThat(origins.contains(new Origin("o.test", 2000), 0)).isTrue();
    }
}
