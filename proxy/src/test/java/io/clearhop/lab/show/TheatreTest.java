package io.clearhop.lab.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ListenMode;
import io.clearhop.console.Playhouse;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.Limits;
import io.clearhop.record.LiveState;
import io.clearhop.record.Secrets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TheatreTest {
    private static final long SERIES = 1_000_000_000_000L;

    private final LiveState live = new LiveState(
            new Limits(60_000, 60_000, 10_000, 60_000, 60_000, 60_000, 600_000, null), new Secrets(false), 100, 100);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Theatre theatre = new Theatre(live, () -> List.of(new TwoProxies(go)));

    @Test
    void theProxiesOnTheStageAreRecordedUnderNumbersOfTheirOwn() {
        go.countDown();
        theatre.play(new TwoProxies(go), true);

        List<Long> ids =
                live.snapshot(0).connections().stream().map(ConnectionView::id).toList();
        assertThat(ids).hasSize(4).doesNotHaveDuplicates().allMatch(id -> id > SERIES);
        assertThat(live.snapshot(0).exchanges()).hasSize(2);
    }

    @Test
    void aPerformanceTellsItsCaptionsWhileItGoesOnAndItsVerdictAtTheEnd() throws Exception {
        assertThat(theatre.performance()).isNull();
        assertThat(theatre.begin("two-proxies", true)).isEqualTo(Playhouse.Begun.YES);
        Playhouse.Performance now = await(false);
        assertThat(now.verdict()).isNull();
        assertThat(now.captions()).extracting(each -> each.text().ko()).containsExactly("시작");
        assertThat(now.captions().get(0).time()).isGreaterThanOrEqualTo(now.began());

        go.countDown();
        Playhouse.Performance over = await(true);
        assertThat(over.version()).isGreaterThan(now.version());
        assertThat(over.verdict()).isNotNull();
        assertThat(over.verdict().word()).isEqualTo("observed");
        assertThat(over.expectations()).singleElement().matches(Playhouse.Expectation::holds);
        assertThat(over.measures()).hasSize(1);
    }

    @Test
    void thereIsOneStage() throws Exception {
        assertThat(theatre.begin("two-proxies", false)).isEqualTo(Playhouse.Begun.YES);
        assertThat(theatre.begin("two-proxies", true)).isEqualTo(Playhouse.Begun.BUSY);
        assertThat(theatre.begin("three-proxies", true)).isEqualTo(Playhouse.Begun.UNKNOWN);
        go.countDown();
        Playhouse.Performance over = await(true);
        assertThat(over.causePresent()).isFalse();
        assertThat(over.verdict().word()).isEqualTo("not-observed");
        while (theatre.begin("two-proxies", true) == Playhouse.Begun.BUSY) {
            Thread.onSpinWait();
        }
        assertThat(await(true).number()).isEqualTo(2);
    }

    @Test
    void aProgrammeHasAllTextsInBothLanguages() {
        Playhouse.Play play = theatre.plays().get(0);
        assertThat(play.name()).isEqualTo("two-proxies");
        assertThat(List.of(
                        play.title(), play.see(), play.why(), play.cure(), play.today(), play.cause(), play.removed()))
                .allMatch(words -> !words.en().isEmpty() && !words.ko().isEmpty());
    }

    /** The performance when it is over, or when it has said something. */
    private Playhouse.Performance await(boolean over) throws InterruptedException {
        while (true) {
            Playhouse.Performance now = theatre.performance();
            if (now != null && (over ? now.ended() != null : !now.captions().isEmpty())) {
                return now;
            }
            Thread.sleep(5);
        }
    }

    private record TwoProxies(CountDownLatch go) implements Scenario {
        @Override
        public Lesson lesson() {
            return Lesson.named("two-proxies", Family.HANG)
                    .title("title", "제목")
                    .see("see", "보기")
                    .why("why", "왜")
                    .cure("cure", "해결")
                    .today("today", "오늘")
                    .cause(Text.same("cause"), Text.same("none"))
                    .from("RFC 9110");
        }

        @Override
        public void play(Stage stage) throws Exception {
            ScriptedOrigin origin = stage.origin(Text.same("origin"), Scripts.respond(Messages.ok("x")));
            stage.caption(Text.of("begin", "시작"));
            for (String name : List.of("one", "two")) {
                var proxy = stage.proxy(Text.same(name), ListenMode.SMART);
                try (ScriptedClient client = stage.client(Text.same("client")).connect(proxy.address())) {
                    client.exchange(
                            Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority()));
                }
            }
            go.await();
            stage.measure(Text.same("a figure"), 1);
            stage.expect(Text.same("expected"), stage.cause(true, false), Text.same("observed"));
        }
    }
}
