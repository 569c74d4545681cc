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

/** A page whose objects come one after the other, each on a connection of its own. */
final class SerialPage implements Scenario {
    private static final Page PAGE = new Page(8, 1_000);
    private static final Link LINK = Link.of(Duration.ofMillis(40));
    private static final double MUCH = 0.25;

    private static final Lesson LESSON = Lesson.named("serial-page", Family.PAGE)
            .title("Serial loading pays a handshake for every object", "순차 트랜잭션은 객체마다 핸드셰이크 지연을 치른다")
            .see("""
                    A page consists of a document and small images, all from one origin. The client opens a
                    connection, sends one request, reads the answer, closes, and goes on to the next object. In the
                    waterfall below, the hatched part of each bar is the handshake; almost nothing of a bar is spent
                    receiving.
                    """, """
                    페이지 하나에 문서와 작은 이미지들이 있고, 모두 한 원서버에 있다. 클라이언트는 커넥션을 맺고, 요청 하나를
                    보내고, 응답을 읽고, 커넥션을 끊은 뒤 다음 객체로 넘어간다. 아래 워터폴에서 막대의 빗금 친 부분이
                    핸드셰이크다. 정작 데이터를 받는 시간은 거의 없다.
                    """)
            .why("""
                    Before a request can leave, TCP exchanges SYN and SYN+ACK: a whole round trip in which nothing
                    useful is sent. The request and its answer take another. So every small object costs two round
                    trips, one of them just for the connection, and each object waits for the one before.
                    """, """
                    요청을 보내기 전에 TCP는 SYN과 SYN+ACK를 주고받아야 한다. 쓸모 있는 데이터는 하나도 보내지 못한 채 왕복 한
                    번이 지나간다. 요청과 응답에 왕복이 한 번 더 든다. 그래서 작은 객체 하나에 왕복이 두 번씩 들고, 그중 하나는
                    커넥션을 맺는 데 쓰인다. 게다가 객체는 앞의 객체를 기다린다.
                    """)
            .cure("""
                    Persistent connections, the default of HTTP/1.1 (RFC 9112 section 9.3): one handshake, then one
                    request after another. A few parallel connections speed it up further. The proxy keeps connections
                    on both of its sides.
                    """, """
                    HTTP/1.1의 기본인 지속 커넥션이다(RFC 9112 9.3절). 핸드셰이크는 한 번만 하고 그 커넥션으로 요청을 이어서
                    보낸다. 거기에 병렬 커넥션 몇 개를 더하면 더 빨라진다. 프락시는 양쪽 커넥션을 모두 유지한다.
                    """)
            .today("""
                    In scripts that call curl in a loop, in programs that create a new HTTP client for each call, in
                    health checks, and in API calls that send Connection: close.
                    """, """
                    반복문 안에서 curl을 부르는 스크립트, 호출할 때마다 새로 만드는 HTTP 클라이언트, 헬스 체크,
                    Connection: close를 보내는 API 호출에서 지금도 만난다.
                    """)
            .cause(
                    Text.of("a connection for each object", "객체마다 새 커넥션을 맺는다"),
                    Text.of("one persistent connection for all objects", "지속 커넥션 하나로 모든 객체를 받는다"))
            .from("HTTP: The Definitive Guide, figures 4-8 and 4-10", "RFC 9112 section 9.3", "RFC 9293 section 3.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        Way way = stage.cause(Way.SERIAL, Way.PERSISTENT);
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "The client loads a document and %s images over a simulated link: each round trip takes %s.",
                        "클라이언트가 시뮬레이션한 링크로 문서 하나와 이미지 %s개를 받는다. 왕복에 %s가 걸린다.")
                .with(PAGE.objects(), LINK.roundTrip()));
        PageLoad.Loaded load = page.load(way);
        stage.caption(Text.of("The same without the simulated delay, to compare.", "비교를 위해 시뮬레이션 지연 없이 한 번 더 받는다."));
        page.show(load);
        page.measureHere(way);
        stage.expect(
                Text.of("There is a handshake for every object.", "객체마다 핸드셰이크를 한 번씩 한다."),
                load.handshakes() == load.bars().size(),
                Text.of("Handshakes: %s; objects: %s.", "핸드셰이크 %s번, 객체 %s개.")
                        .with(load.handshakes(), load.bars().size()));
        stage.expect(
                Text.of("The handshakes take a large part of the time.", "핸드셰이크가 시간의 큰 부분을 차지한다."),
                load.handshakeShare() > MUCH,
                Text.of("%s of %s.", "%2$s 가운데 %1$s.").with(Amount.percent(load.handshakeShare()), load.total()));
    }
}
