package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTest {
    @Test
    void aNumberStandsInItsPlace() {
        assertThat(new Step(1.5, "answered", "The proxy answers %d by itself.", 502, Map.of()).view())
                .isEqualTo(new StepView(
                        1.5, new Saying("answered", Map.of("n", "502"), "The proxy answers 502 by itself.")));
    }

    @Test
    void aTextWithoutANumberIsAsItIs() {
        assertThat(new Step(0, "origin-failed", "It could not be made: 100%d", Step.NUMBERLESS, Map.of())
                        .view()
                        .said()
                        .sentence())
                .isEqualTo("It could not be made: 100%d");
    }
}
