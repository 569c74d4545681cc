package io.clearhop.lab.show;

import io.clearhop.console.Playhouse.Caption;
import io.clearhop.console.Playhouse.Expectation;
import io.clearhop.console.Playhouse.Measure;
import io.clearhop.console.Playhouse.Performance;
import io.clearhop.console.Playhouse.Verdict;
import io.clearhop.lab.stage.Audience;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Run;
import io.clearhop.lab.stage.Step;
import io.clearhop.observe.Observer;
import io.clearhop.record.LiveState;
import io.clearhop.record.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One performance, written down for the console. The thread that plays writes; any reads. */
final class Show implements Audience {
    private final LiveState live;
    // Volatile: written by the thread that plays, read by the console's.
    private volatile Performance now;

    Show(LiveState live, int number, String play, boolean causePresent, long version) {
        this.live = live;
        now = new Performance(
                version, number, play, causePresent, live.clock().now(), null, List.of(), List.of(), List.of(), null);
    }

    Performance now() {
        return now;
    }

    /** The JVM is warm now, and the play begins. */
    @Override
    public void began(Lesson lesson, boolean causePresent) {
        now = next(live.clock().now(), List.of());
    }

    @Override
    public void captioned(Step.Caption caption) {
        List<Caption> captions = new ArrayList<>(now.captions());
        captions.add(
                new Caption(caption.number(), live.clock().millis(caption.nanos()), Programme.words(caption.text())));
        now = next(now.began(), List.copyOf(captions));
    }

    private Performance next(double began, List<Caption> captions) {
        return new Performance(
                now.version() + 1,
                now.number(),
                now.play(),
                now.causePresent(),
                began,
                null,
                captions,
                List.of(),
                List.of(),
                null);
    }

    @Override
    public void ended(Run run) {
        now = new Performance(
                now.version() + 1,
                now.number(),
                now.play(),
                now.causePresent(),
                now.began(),
                live.clock().now(),
                now.captions(),
                run.measures().stream()
                        .map(each -> new Measure(Programme.words(each.what()), Programme.words(each.value())))
                        .toList(),
                run.expectations().stream()
                        .map(each -> new Expectation(
                                Programme.words(each.expected()), Programme.words(each.observed()), each.holds()))
                        .toList(),
                new Verdict(
                        run.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Programme.words(run.verdict().word()),
                        Programme.words(run.reason())));
    }

    @Override
    public boolean looksOn() {
        return true;
    }

    /** What the proxies on the stage do is written where the console looks. */
    @Override
    public List<Observer> observers() {
        return List.of(new Recorder(live));
    }
}
