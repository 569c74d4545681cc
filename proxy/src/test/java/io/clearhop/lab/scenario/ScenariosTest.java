package io.clearhop.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.clearhop.lab.report.RunText;
import io.clearhop.lab.stage.Audience;
import io.clearhop.lab.stage.Language;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every phenomenon is there, and goes away with its cause. */
class ScenariosTest {
    static Stream<Named<Scenario>> scenarios() {
        return Scenarios.ALL.stream().map(scenario -> Named.of(scenario.lesson().name(), scenario));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void thePhenomenonIsObserved(Scenario scenario) {
        assertVerdict(Run.of(scenario, true, Audience.NONE), Verdict.OBSERVED);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void withoutItsCauseTheVerdictTurns(Scenario scenario) {
        assertVerdict(Run.of(scenario, false, Audience.NONE), Verdict.NOT_OBSERVED);
    }

    private static void assertVerdict(Run run, Verdict expected) {
        assumeFalse(
                run.verdict() == Verdict.SKIPPED,
                () -> "this machine cannot show it: " + run.reason().en());
        assertThat(run.verdict())
                .as(String.join("\n", RunText.of(run, Language.ENGLISH, 120)))
                .isEqualTo(expected);
    }
}
