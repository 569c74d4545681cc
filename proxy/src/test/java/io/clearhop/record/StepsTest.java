package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final Steps steps = new Steps();

    @Test
    void aNumberStandsInItsPlace() {
        steps.add(1.5, StepWords.ANSWERED, 502);
        assertThat(steps.views())
                .containsExactly(new StepView(
                        1.5, new Saying("answered", Map.of("n", "502"), "The proxy answers 502 by itself.")));
    }

    @Test
    void aTextWithoutANumberIsAsItIs() {
        Saying failed = new Saying("origin-failed", Map.of("why", "100%d"), "It could not be made: 100%d");
        steps.add(0, failed);
        assertThat(steps.views()).containsExactly(new StepView(0, failed));
    }

    @Test
    void ofMoreThanAreKeptTheLastIsTheNewest() {
        for (int n = 1; n <= 100; n++) {
            steps.add(n, StepWords.ANSWERED, n);
        }
        assertThat(steps.views()).hasSize(64);
        assertThat(steps.views().get(62).t()).isEqualTo(63);
        assertThat(steps.views().get(63).said().values()).containsEntry("n", "100");
    }
}
