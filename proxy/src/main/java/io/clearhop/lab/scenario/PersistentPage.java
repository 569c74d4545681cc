package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** One connection for all objects of a site. */
final class PersistentPage implements Scenario {
    private static final Page PAGE = new Page(6, 1_000);
    private static final Link LINK = Link.of(Duration.ofMillis(40));
    private static final double CLEARLY = 0.85;

    private static final Lesson LESSON = Lesson.named("persistent-page", Family.PAGE)
            .title("A persistent connection needs one handshake for the whole site", "지속 커넥션은 사이트 하나에 핸드셰이크를 한 번만 한다")
            .see("""
                    The same page, first with a new connection for each object, then over one connection that stays
                    open. In the second waterfall only the first bar begins with a handshake; all the others are half
                    as long.
                    """, """
                    같은 페이지를 처음에는 객체마다 새 커넥션으로, 다음에는 열린 채로 두는 커넥션 하나로 받는다. 두 번째
                    워터폴에서는 첫 막대만 핸드셰이크로 시작하고, 나머지 막대는 길이가 절반이다.
                    """)
            .why("""
                    Most of what a page shows and links to is on the same site (site locality). A client that has just
                    asked an origin will soon ask it again, so the connection is worth keeping: there is no second
                    handshake, and TCP has already learned how much the path can carry.
                    """, """
                    페이지에 첨부된 이미지와 링크는 대부분 같은 사이트를 가리킨다(사이트 지역성). 방금 요청한 원서버에 곧 다시
                    요청하게 되므로 커넥션은 남겨 둘 값어치가 있다. 핸드셰이크를 다시 하지 않아도 되고, 이미 튜닝된 TCP를 쓸 수
                    있다.
                    """)
            .cure("""
                    HTTP/1.1 keeps a connection open unless one side says Connection: close (RFC 9112 section 9.3);
                    HTTP/1.0 needs Connection: keep-alive. The proxy decides about its two connections separately and
                    keeps idle ones in a pool.
                    """, """
                    HTTP/1.1은 한쪽이 Connection: close라고 하지 않는 한 커넥션을 유지한다(RFC 9112 9.3절).
                    HTTP/1.0에서는 Connection: keep-alive가 필요하다. 프락시는 두 홉의 커넥션을 따로따로 유지하고, 유휴
                    커넥션은 풀에 둔다.
                    """)
            .today("""
                    In every browser and every HTTP client with a connection pool. Where it is missing, TLS gives it
                    away: every new connection costs one or two more round trips, and CPU time for the TLS handshake.
                    """, """
                    모든 브라우저, 커넥션 풀이 있는 모든 HTTP 클라이언트에서 쓰인다. 지속 커넥션이 빠진 곳은 TLS 핸드셰이크의 CPU
                    사용량으로 드러난다. TLS에서는 새 커넥션마다 왕복이 한두 번 더 든다.
                    """)
            .cause(
                    Text.of("one connection for all objects", "커넥션 하나로 모든 객체를 받는다"),
                    Text.of("a connection for each object", "객체마다 새 커넥션을 맺는다"))
            .from("HTTP: The Definitive Guide, figure 4-13", "RFC 9112 section 9.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "A connection for each object, over a simulated link with a round trip of %s.",
                        "왕복 시간이 %s인 시뮬레이션 링크에서 객체마다 새 커넥션을 맺는다.")
                .with(LINK.roundTrip()));
        PageLoad.Loaded serial = page.load(Way.SERIAL);
        stage.caption(Text.of("Now one connection, which stays open.", "이제 커넥션 하나를 열어 두고 쓴다."));
        PageLoad.Loaded persistent = page.load(stage.cause(Way.PERSISTENT, Way.SERIAL));

        page.show(serial, persistent);
        page.measureHere(serial.way(), persistent.way());
        stage.expect(
                Text.of("There is one handshake for the whole page.", "페이지 전체에 핸드셰이크는 한 번뿐이다."),
                persistent.handshakes() == 1,
                Text.of("Handshakes: %s; before: %s.", "핸드셰이크 %s번, 전에는 %s번.")
                        .with(persistent.handshakes(), serial.handshakes()));
        stage.expect(
                Text.of("The page waits for clearly fewer round trips.", "잇달아 기다리는 왕복이 확실히 줄어든다."),
                PageOnStage.waits(persistent, serial) < CLEARLY,
                PageOnStage.inPlaceOf(persistent, serial));
    }
}
