package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.link.DelayingRelay;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.picture.Waterfall;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;

/** A page behind a simulated link, and what loading it shows. Its many messages are no part of the conversation. */
final class PageOnStage {
    private final Stage stage;
    private final Link link;
    private final ScriptedOrigin origin;
    private final DelayingRelay relay;

    PageOnStage(Stage stage, Page page, Link link) {
        this.stage = stage;
        this.link = link;
        origin = stage.owned(ScriptedOrigin.start(page.script()));
        relay = stage.owned(DelayingRelay.start(origin.address(), link));
    }

    /** Loads it until the two fastest loads agree, so that a busy machine does not count, and returns the fastest. */
    PageLoad.Loaded load(Way way) throws Exception {
        Times totals = new Times();
        PageLoad.Loaded fastest = null;
        while (fastest == null || !totals.settled()) {
            PageLoad.Loaded load = PageLoad.of(way, relay.address(), Handshakes.of(relay));
            totals.add(load.total());
            if (fastest == null || load.total().compareTo(fastest.total()) < 0) {
                fastest = load;
            }
        }
        return fastest;
    }

    /** Shows waterfalls on one scale, and keeps what each way of loading took. */
    void show(PageLoad.Loaded... loads) {
        Duration span = Arrays.stream(loads)
                .map(PageLoad.Loaded::total)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (PageLoad.Loaded load : loads) {
            Text title = Text.of("%s (link simulated: %s)", "%s (링크 시뮬레이션: %s)")
                    .with(load.way().name(), described());
            stage.show(new Waterfall(title, load.bars(), span));
            measure(load);
        }
    }

    private Text described() {
        Text roundTrip = Text.of("round trip %s", "왕복 시간 %s").with(link.roundTrip());
        return link.isNarrow()
                ? Text.of("%s, %s/s", "%s, %s/s").with(roundTrip, Amount.bytes(link.bytesPerSecond()))
                : roundTrip;
    }

    private void measure(PageLoad.Loaded load) {
        stage.measure(
                load.way().name(),
                Text.of(
                                "%s; handshakes: %s; connections at a time: %s; round trips one after the other: %s",
                                "%s, 핸드셰이크 %s번, 동시에 쓴 커넥션 %s개, 잇달아 기다린 왕복 %s번")
                        .with(load.total(), load.handshakes(), load.way().connections(), load.roundTrips()));
    }

    /** Loads it from this very machine, without the simulated link, and keeps what that took. */
    void measureHere(Way... ways) throws Exception {
        for (Way way : ways) {
            stage.measure(
                    Text.of("%s, without the simulated delay", "%s, 시뮬레이션 지연 없이")
                            .with(way.name()),
                    PageLoad.of(way, origin.address(), Handshakes.HERE).total());
        }
    }

    /** How many of the other's round trips one had to wait for, one after the other. */
    static double waits(PageLoad.Loaded one, PageLoad.Loaded other) {
        return (double) one.roundTrips() / other.roundTrips();
    }

    /** What the client waited for on one way in place of another. */
    static Text inPlaceOf(PageLoad.Loaded one, PageLoad.Loaded other) {
        return Text.of("%s instead of %s; %s instead of %s.", "왕복 %2$s번 대신 %1$s번, %4$s 대신 %3$s.")
                .with(one.roundTrips(), other.roundTrips(), one.total(), other.total());
    }
}
