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
            PageLoad.Loaded load = PageLoad.of(way, relay.address(), link.roundTrip());
            totals.add(load.total());
            if (fastest == null || load.total().compareTo(fastest.total()) < 0) {
                fastest = load;
            }
        }
        return fastest;
    }

    /** Loads it from this very machine, without the simulated link. */
    PageLoad.Loaded loadHere(Way way) throws Exception {
        return PageLoad.of(way, origin.address(), Duration.ZERO);
    }

    /** Shows waterfalls on one scale. */
    void show(PageLoad.Loaded... loads) {
        Duration span = Arrays.stream(loads)
                .map(PageLoad.Loaded::total)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (PageLoad.Loaded load : loads) {
            Text title = Text.of("%s (link simulated: %s)", "%s (링크 시뮬레이션: %s)")
                    .with(load.way().name(), described());
            stage.show(new Waterfall(title, load.bars(), span));
        }
    }

    private Text described() {
        Text roundTrip = Text.of("round trip %s", "왕복 시간 %s").with(link.roundTrip());
        return link.isNarrow()
                ? Text.of("%s, %s/s", "%s, %s/s").with(roundTrip, Amount.bytes(link.bytesPerSecond()))
                : roundTrip;
    }

    /** Keeps what a way of loading took. */
    void measure(PageLoad.Loaded load) {
        stage.measure(
                load.way().name(),
                Text.of(
                                "%s; handshakes: %s; connections at a time: %s; round trips one after the other: %s",
                                "%s, 핸드셰이크 %s번, 동시에 쓴 커넥션 %s개, 잇달아 기다린 왕복 %s번")
                        .with(load.total(), load.handshakes(), load.way().connections(), load.roundTrips()));
    }

    /** Keeps what it took without the simulated link. */
    void measureHere(PageLoad.Loaded load) {
        stage.measure(
                Text.of("%s, without the simulated delay", "%s, 시뮬레이션 지연 없이")
                        .with(load.way().name()),
                load.total());
    }

    /** How many of the other's round trips one had to wait for, one after the other. */
    static double waits(PageLoad.Loaded one, PageLoad.Loaded other) {
        return (double) one.roundTrips() / other.roundTrips();
    }

    /** How much of the other's time one took. */
    static double ratio(PageLoad.Loaded one, PageLoad.Loaded other) {
        return ratio(one.total(), other.total());
    }

    /** How much of another time this one is. */
    static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }
}
