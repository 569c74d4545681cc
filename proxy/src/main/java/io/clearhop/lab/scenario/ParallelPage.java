package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** Connections beside each other, whose delays overlap. */
final class ParallelPage implements Scenario {
    private static final Page PAGE = new Page(6, 1_000);
    private static final Link LINK = Link.of(Duration.ofMillis(40));
    private static final int FEW = 2;
    private static final int MANY = 6;
    private static final double CLEARLY = 0.85;

    private static final Lesson LESSON = Lesson.named("parallel-page", Family.PAGE)
            .title("Parallel connections overlap their delays", "병렬 커넥션은 지연 시간을 겹친다")
            .see("""
                    The same page three times: one object at a time, then over 2 connections at a time, then over 6.
                    The bars are as long as before, but they overlap, so the page is complete sooner. The number of
                    handshakes stays the same.
                    """, """
                    같은 페이지를 세 번 받는다. 처음에는 객체를 하나씩, 다음에는 커넥션을 동시에 2개, 그다음에는 6개 쓴다. 막대의
                    길이는 그대로지만 서로 겹치므로 페이지가 더 빨리 도착한다. 핸드셰이크 횟수는 줄지 않는다.
                    """)
            .why("""
                    While one connection waits for its handshake or for an answer, the link is idle, and other
                    connections can use that time. What is saved is waiting, not work: every object still has its own
                    handshake.
                    """, """
                    커넥션 하나가 핸드셰이크나 응답을 기다리는 동안 링크는 놀고 있다. 다른 커넥션이 그 시간을 쓸 수 있다. 줄어드는
                    것은 기다리는 시간이지 하는 일이 아니다. 객체마다 핸드셰이크를 하는 것은 그대로다.
                    """)
            .cure("""
                    Parallel connections are themselves a cure for serial loading. A client should limit their number
                    (RFC 9112 section 9.4 names no figure; browsers use 6 per host) and keep them open for reuse: see
                    persistent-parallel.
                    """, """
                    병렬 커넥션 자체가 순차 트랜잭션의 해결책이다. 다만 클라이언트는 그 수를 제한해야 하고(RFC 9112 9.4절은 숫자를
                    정하지 않는다. 브라우저는 호스트마다 6개를 쓴다), 맺은 커넥션을 유지하는 편이 좋다(persistent-parallel 참고).
                    """)
            .today("""
                    Every browser does this over HTTP/1.1, and so do download managers and package managers that fetch
                    several files at once. HTTP/2 uses many streams within one connection instead.
                    """, """
                    HTTP/1.1을 쓰는 모든 브라우저, 다운로드 관리자, 파일 여러 개를 한꺼번에 받는 패키지 관리자가 이렇게 한다.
                    HTTP/2는 대신 커넥션 하나 안에 스트림 여러 개를 둔다.
                    """)
            .cause(
                    Text.of("several connections at a time", "동시에 여러 커넥션을 쓴다"),
                    Text.of("one connection at a time", "한 번에 커넥션 하나만 쓴다"))
            .from("HTTP: The Definitive Guide, figure 4-12", "RFC 9112 section 9.4");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "One object after the other, over a simulated link with a round trip of %s.",
                        "왕복 시간이 %s인 시뮬레이션 링크로 객체를 하나씩 받는다.")
                .with(LINK.roundTrip()));
        PageLoad.Loaded serial = page.load(Way.SERIAL);
        stage.caption(Text.of("Now with two connections at a time, then with six.", "이제 커넥션을 동시에 2개, 그다음 6개 쓴다."));
        PageLoad.Loaded few = page.load(stage.cause(Way.parallel(FEW), Way.SERIAL));
        PageLoad.Loaded many = page.load(stage.cause(Way.parallel(MANY), Way.SERIAL));

        page.show(serial, few, many);
        page.measureHere(serial.way(), many.way());
        stage.expect(
                Text.of(
                        "With several connections at a time the page waits for clearly fewer round trips.",
                        "동시에 여러 커넥션을 쓰면 잇달아 기다리는 왕복이 확실히 줄어든다."),
                PageOnStage.waits(few, serial) < CLEARLY && PageOnStage.waits(many, serial) < CLEARLY,
                Text.of("%s; with two %s, with six %s.", "%s번, 2개로 %s번, 6개로 %s번.")
                        .with(serial.roundTrips(), few.roundTrips(), many.roundTrips()));
        stage.expect(
                Text.of("Their objects are loaded at the same time.", "객체들을 동시에 받는다."),
                many.atOnce() > few.atOnce() && few.atOnce() > serial.atOnce(),
                Text.of("At most %s, %s and %s at a time.", "동시에 최대 %s개, %s개, %s개.")
                        .with(serial.atOnce(), few.atOnce(), many.atOnce()));
        stage.expect(
                Text.of("No handshake is saved.", "핸드셰이크는 하나도 줄지 않는다."),
                many.handshakes() == serial.handshakes(),
                Text.of("Handshakes: %s; before: %s.", "핸드셰이크 %s번, 전에는 %s번.")
                        .with(many.handshakes(), serial.handshakes()));
    }
}
