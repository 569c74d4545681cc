package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** Connections that share a bandwidth which one of them fills. */
final class ParallelNarrow implements Scenario {
    private static final Page PAGE = new Page(5, 30_000);
    private static final long NARROW = 250_000;
    private static final long WIDE = 100_000_000;
    private static final int CONNECTIONS = 5;
    private static final double HARDLY = 0.6;

    private static final Lesson LESSON = Lesson.named("parallel-narrow", Family.PAGE)
            .title("Where bandwidth is narrow, parallel connections stop helping", "대역폭이 좁으면 병렬 커넥션의 장점이 사라진다")
            .see("""
                    A page with larger images over a link that carries little. Five parallel connections start
                    together, but each receives slowly, and they all finish about when loading one object at a time
                    would have finished.
                    """, """
                    좁은 링크로 조금 큰 이미지들이 있는 페이지를 받는다. 병렬 커넥션 5개가 함께 시작하지만 저마다 느리게 받고,
                    결국 하나씩 받을 때와 비슷한 때에 끝난다.
                    """)
            .why("""
                    Parallel connections save waiting time. If the link is busy all the time, there is none to save:
                    the connections share the bandwidth, each gets a part, and together they get what a single one
                    would get.
                    """, """
                    병렬 커넥션은 기다리는 시간을 줄인다. 링크가 내내 바쁘면 줄일 시간이 없다. 커넥션들이 대역폭을 나눠 가져 저마다
                    제 몫만 받고, 그 합은 커넥션 하나가 혼자 받을 양과 같다.
                    """)
            .cure("""
                    Send less: compress, cache, use smaller images. Keep few connections and reuse them; more of them
                    only cost memory and handshakes (RFC 9112 section 9.4).
                    """, """
                    보내는 양을 줄인다. 압축, 캐시, 작은 이미지가 답이다. 커넥션은 적게 맺고 재사용한다. 수를 늘려 봐야 메모리와
                    핸드셰이크만 더 든다(RFC 9112 9.4절).
                    """)
            .today("""
                    On mobile links, on a train, behind a busy uplink, and wherever several downloads on one machine
                    slow each other down.
                    """, """
                    모바일 망, 달리는 기차, 붐비는 회선, 그리고 한 컴퓨터의 여러 다운로드가 서로를 느리게 하는 곳에서 만난다.
                    """)
            .cause(Text.of("the link is narrow", "링크가 좁다"), Text.of("the link is wide", "링크가 넓다"))
            .from("HTTP: The Definitive Guide, section 4.4", "RFC 9112 section 9.4");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        Link link = Link.of(Duration.ofMillis(10)).carrying(stage.cause(NARROW, WIDE));
        PageOnStage page = new PageOnStage(stage, PAGE, link);
        stage.caption(Text.of(
                        "A simulated link carries %s a second. One connection at a time loads %s images of %s.",
                        "시뮬레이션한 링크는 1초에 %s를 나른다. 한 번에 커넥션 하나로 이미지 %s개(각 %s)를 받는다.")
                .with(Amount.bytes(link.bytesPerSecond()), PAGE.objects(), Amount.bytes(PAGE.bytes())));
        PageLoad.Loaded serial = page.load(Way.SERIAL);
        stage.caption(Text.of("Now %s connections share the same link.", "이제 커넥션 %s개가 같은 링크를 나눠 쓴다.")
                .with(CONNECTIONS));
        PageLoad.Loaded parallel = page.load(Way.parallel(CONNECTIONS));

        page.show(serial, parallel);
        stage.expect(
                Text.of(
                        "The page is not complete much earlier, although five connections loaded it.",
                        "커넥션을 5개 썼는데도 페이지가 그다지 빨리 도착하지 않는다."),
                Times.ratio(parallel.total(), serial.total()) > HARDLY,
                Text.of("%s instead of %s: %s of the time.", "%2$s 대신 %1$s: 시간의 %3$s.")
                        .with(
                                parallel.total(),
                                serial.total(),
                                Amount.percent(Times.ratio(parallel.total(), serial.total()))));
    }
}
