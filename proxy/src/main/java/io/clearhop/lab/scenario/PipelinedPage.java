package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** All requests at once, on one connection. */
final class PipelinedPage implements Scenario {
    private static final Page PAGE = new Page(6, 1_000);
    private static final Link LINK = Link.of(Duration.ofMillis(40));
    private static final double CLEARLY = 0.7;

    private static final Lesson LESSON = Lesson.named("pipelined-page", Family.PAGE)
            .title("Pipelining waits once for all objects", "파이프라인 커넥션은 모든 객체를 한 번만 기다린다")
            .see("""
                    One persistent connection, used in two ways. First the client sends a request, waits for the
                    answer, and sends the next. Then it sends all requests at once, and the answers arrive right
                    behind one another: it waits only once.
                    """, """
                    지속 커넥션 하나를 두 번 쓴다. 처음에는 요청을 보내고 응답을 기다린 뒤 다음 요청을 보낸다. 다음에는 모든 요청을
                    한꺼번에 보내고, 응답이 줄지어 도착한다. 기다림은 한 번뿐이다.
                    """)
            .why("""
                    A persistent connection saves the handshake, but not the round trip of each exchange. Requests
                    that are already on their way when the first answer arrives did not have to wait for it.
                    """, """
                    지속 커넥션은 핸드셰이크를 없애지만 트랜잭션마다 드는 왕복까지 없애지는 못한다. 첫 응답이 올 때 이미 보내 둔
                    요청은 그 응답을 기다리지 않는다.
                    """)
            .cure("""
                    RFC 9112 section 9.3.2 allows pipelining on persistent connections, but not behind a request that
                    must not simply be repeated, such as POST. Answers have to come in the order of the requests, so
                    one slow answer holds up all behind it. The proxy accepts pipelined requests and answers them in
                    order.
                    """, """
                    RFC 9112 9.3.2절은 지속 커넥션에서 파이프라인을 허용하되, POST처럼 함부로 반복하면 안 되는 요청 뒤에는 쓰지
                    말라고 한다. 응답은 요청 순서대로 와야 하므로 느린 응답 하나가 뒤의 모든 응답을 막는다. 프락시는 파이프라인으로 온 요청을
                    받아 순서대로 응답한다.
                    """)
            .today("""
                    No longer in browsers, which gave it up because of slow first answers and faulty intermediaries;
                    but in benchmark tools and Redis clients. HTTP/2 keeps the idea and drops the fixed order.
                    """, """
                    브라우저는 느린 첫 응답과 잘못 만든 중개 서버 때문에 포기했고, 벤치마크 도구와 Redis가 쓴다. HTTP/2는 순서의 제약을
                    없애고 같은 생각을 이어받았다.
                    """)
            .cause(
                    Text.of("all requests are sent at once", "모든 요청을 한꺼번에 보낸다"),
                    Text.of("each request waits for the answer before it", "요청마다 앞의 응답을 기다린다"))
            .from("HTTP: The Definitive Guide, figure 4-18", "RFC 9112 section 9.3.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "One request after the other, over a simulated link with a round trip of %s.",
                        "왕복 시간이 %s인 시뮬레이션 링크에서 요청을 하나씩 보낸다.")
                .with(LINK.roundTrip()));
        PageLoad.Loaded inTurn = page.load(Way.PERSISTENT);
        stage.caption(Text.of("Now all requests as soon as the document is there.", "이제 문서가 도착하자마자 모든 요청을 보낸다."));
        PageLoad.Loaded pipelined = page.load(stage.cause(Way.PIPELINED, Way.PERSISTENT));

        page.show(inTurn, pipelined);
        page.measureHere(inTurn.way(), pipelined.way());
        stage.expect(
                Text.of("All images are under way at once.", "모든 이미지를 한꺼번에 기다린다."),
                pipelined.atOnce() == PAGE.objects(),
                Text.of("%s of %s.", "%2$s개 가운데 %1$s개.").with(pipelined.atOnce(), PAGE.objects()));
        stage.expect(
                Text.of(
                        "The page waits for far fewer round trips, over the same single connection.",
                        "같은 커넥션 하나로, 잇달아 기다리는 왕복이 훨씬 적다."),
                PageOnStage.waits(pipelined, inTurn) < CLEARLY && pipelined.handshakes() == inTurn.handshakes(),
                PageOnStage.inPlaceOf(pipelined, inTurn));
    }
}
