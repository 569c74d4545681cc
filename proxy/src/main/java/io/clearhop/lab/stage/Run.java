package io.clearhop.lab.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run of a scenario: all that there is to report.
 *
 * @param lesson what was played
 * @param causePresent whether its cause was left in place
 * @param began {@link System#nanoTime()} at the first step, from which times are counted
 * @param parties the columns, from left to right
 * @param steps the conversation in its order
 * @param measures the figures
 * @param pictures what is shown beside it
 * @param expectations what makes the verdict
 * @param verdict what it says
 * @param reason why it was skipped or failed; else empty
 * @param took how long it was
 */
public record Run(
        Lesson lesson,
        boolean causePresent,
        long began,
        List<Party> parties,
        List<Step> steps,
        List<Measure> measures,
        List<Picture> pictures,
        List<Expectation> expectations,
        Verdict verdict,
        Text reason,
        Duration took) {

    /** Plays a scenario, and returns when everything it put on the stage is gone. */
    public static Run of(Scenario scenario, boolean causePresent, Audience audience) {
        Optional<Exception> obstacle = Rehearsal.once();
        Stage stage = new Stage(causePresent, audience);
        audience.began(scenario.lesson(), causePresent);
        Verdict verdict = Verdict.FAILED;
        Text reason = Text.same("");
        try {
            if (obstacle.isPresent()) {
                throw obstacle.get();
            }
            scenario.play(stage);
            stage.curtain();
            verdict = stage.verdict();
        } catch (NotHere cannot) {
            verdict = Verdict.SKIPPED;
            reason = cannot.reason();
        } catch (Exception | AssertionError failure) {
            reason = Text.same(failure.toString());
        }
        Text left = stage.clear();
        if (!left.en().isEmpty() && verdict != Verdict.SKIPPED) {
            verdict = Verdict.FAILED;
            reason = reason.en().isEmpty() ? left : reason;
        }
        Run run = stage.report(scenario.lesson(), verdict, reason);
        audience.ended(run);
        return run;
    }
}
