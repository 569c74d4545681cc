package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.picture.Bar;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** What a used connection is ahead of a new one, handshake and window together. */
final class TunedConnection implements Scenario {
    private static final Page PAGE = new Page(4, 60_000);
    private static final Link LINK = Link.of(Duration.ofMillis(80)).startingSlowly();
    private static final double CLEARLY = 0.7;

    private static final Lesson LESSON = Lesson.named("tuned-connection", Family.TCP_COSTS)
            .title(
                    "A used connection is faster than a new one, by more than the handshake",
                    "쓰던 커넥션은 핸드셰이크를 뺀 것보다도 더 빠르다")
            .see("""
                    The same images are fetched twice: each on a new connection, then all on one that stays open. On a
                    new connection an answer arrives in several flights (groups of segments sent together), with a
                    pause of one round trip after each: the filled part of the bar is long. On the used connection the
                    later answers arrive in a single flight.
                    """, """
                    같은 이미지들을 처음에는 저마다 새 커넥션으로, 다음에는 열어 둔 커넥션 하나로 받는다. 새 커넥션에서는 응답이 몇
                    번에 나뉘어 오고 사이마다 왕복 한 번만큼 쉰다. 막대의 채워진 부분이 길다. 쓰던 커넥션에서는 나중 응답이 한
                    번에 온다.
                    """)
            .why("""
                    This is slow start: on a new connection a sender may send about ten segments and then has to wait
                    for acknowledgements; each flight is twice as large as the one before. The simulated link imitates
                    that here, along with the delay. On a connection that has already carried data, a sender may send
                    more at once.
                    """, """
                    느린 시작 때문이다. 새 커넥션의 송신자는 세그먼트를 열 개쯤만 보내고 확인응답을 기다린 뒤에야 더 보낸다. 한 번에
                    보내는 양은 매번 두 배가 된다. 여기서는 링크가 지연과 함께 이 동작도 시뮬레이션한다. 이미 데이터를 나른
                    커넥션은 한꺼번에 더 많이 보낼 수 있다.
                    """)
            .cure("""
                    Use persistent connections (RFC 9112 section 9.3), and few rather than many, so that each is used
                    enough to become tuned. The scenario slow-start shows the real windows of this machine's kernel.
                    """, """
                    지속 커넥션을 쓰되(RFC 9112 9.3절), 저마다 충분히 쓰여 튜닝되도록 많이 맺기보다 적게 맺는다. 이 컴퓨터 커널의
                    실제 윈도는 slow-start 시나리오가 보여 준다.
                    """)
            .today("""
                    It is why sites fit what the first view needs into the first 14 KB, why a CDN keeps warm
                    connections to the origin, and why a proxy near the client helps even if it stores nothing.
                    """, """
                    첫 화면에 필요한 것을 처음 14 KB에 담는 이유, CDN이 원서버와 데워 둔 커넥션을 유지하는 이유, 아무것도 저장하지
                    않는 프락시라도 가까이 있으면 도움이 되는 이유가 여기에 있다.
                    """)
            .cause(
                    Text.of("one connection is used again", "커넥션 하나를 다시 쓴다"),
                    Text.of("each exchange has a new connection", "트랜잭션마다 새 커넥션을 맺는다"))
            .from("HTTP: The Definitive Guide, sections 4.2.5 and 4.5", "RFC 5681 section 3.1", "RFC 6928 section 2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "Images of %s, each on a new connection. Simulated: a round trip of %s, and senders that begin with"
                                + " %s under way.",
                        "%s짜리 이미지들을 저마다 새 커넥션으로 받는다. 왕복 시간 %s와, 처음에 %s까지만 보내는 송신자를 시뮬레이션한다.")
                .with(Amount.bytes(PAGE.bytes()), LINK.roundTrip(), Amount.bytes(LINK.firstWindow())));
        PageLoad.Loaded anew = page.load(Way.SERIAL);
        stage.caption(Text.of("Now all on one connection.", "이제 모두 커넥션 하나로 받는다."));
        PageLoad.Loaded used = page.load(stage.cause(Way.PERSISTENT, Way.SERIAL));

        page.show(anew, used);
        Duration onNew = laterImages(anew);
        Duration onUsed = laterImages(used);
        stage.measure(
                Text.of("a later image on a new connection, without the handshake", "새 커넥션에서 나중 이미지, 핸드셰이크 빼고"), onNew);
        stage.measure(
                stage.cause(
                        Text.of("a later image on the used connection", "쓰던 커넥션에서 나중 이미지"),
                        Text.of("a later image on another new connection", "또 다른 새 커넥션에서 나중 이미지")),
                onUsed);
        stage.expect(
                Text.of(
                        "The later images come clearly faster over the used connection, even without counting the handshake.",
                        "핸드셰이크를 빼고 보아도 쓰던 커넥션에서 나중 이미지가 확실히 빨리 온다."),
                Times.ratio(onUsed, onNew) < CLEARLY,
                Text.of("%s instead of %s.", "%2$s 대신 %1$s.").with(onUsed, onNew));
    }

    /** Of all but the page and the first image the one that was disturbed least. */
    private static Duration laterImages(PageLoad.Loaded loaded) {
        Times times = new Times();
        loaded.bars().stream().skip(2).map(TunedConnection::exchange).forEach(times::add);
        return times.least();
    }

    private static Duration exchange(Bar bar) {
        return bar.ended().minus(bar.connected());
    }
}
