package io.clearhop.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import org.junit.jupiter.api.Test;

/** What is remembered of the version in which origins answer. */
class Http10OriginsTest {
    private final Http10Origins origins = new Http10Origins();

    @Test
    void theLastAnswerCounts() {
        Origin origin = new Origin("o.test", 80);
        assertThat(origins.contains(origin)).isFalse();
        origins.answered(origin, true);
        assertThat(origins.contains(origin)).isTrue();
        assertThat(origins.contains(new Origin("o.test", 81))).isFalse();
        origins.answered(origin, false);
        assertThat(origins.contains(origin)).isFalse();
    }

    @Test
    void theMemoryIsBoundedAndTheOldestGoes() {
        for (int port = 1; port <= 2000; port++) {
            origins.answered(new Origin("o.test", port), true);
        }
        assertThat(origins.contains(new Origin("o.test", 1000))).isFalse();
        assertThat(origins.contains(new Origin("o.test", 1001))).isTrue();
        assertThat(origins.contains(new Origin("o.test", 2000))).isTrue();
    }
}
