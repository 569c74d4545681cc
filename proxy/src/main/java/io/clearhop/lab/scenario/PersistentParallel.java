package io.clearhop.lab.scenario;

import io.clearhop.lab.Page;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** A few connections that are kept: what browsers do. */
final class PersistentParallel implements Scenario {
    private static final Page PAGE = new Page(12, 1_000);
    private static final Link LINK = Link.of(Duration.ofMillis(40));
    private static final int CONNECTIONS = 2;
    private static final double CLEARLY = 0.85;

    private static final Lesson LESSON = Lesson.named("persistent-parallel", Family.PAGE)
            .title("A few persistent connections beat a single one, and many new ones", "병렬 지속 커넥션이 가장 효율적이다")
            .see("""
                    The same page over one persistent connection, then over two parallel connections that are made
                    anew for each object, then over two that are kept. The last way is the fastest, and it needs only
                    as many handshakes as connections.
                    """, """
                    같은 페이지를 지속 커넥션 하나로, 객체마다 새로 맺는 병렬 커넥션 2개로, 그리고 유지하는 병렬 커넥션 2개로
                    받는다. 마지막 방법이 가장 빠르고, 핸드셰이크는 커넥션 수만큼만 한다.
                    """)
            .why("""
                    The two cures add up: persistence saves handshakes, and parallel connections overlap the waits
                    that remain.
                    """, """
                    두 가지 해결책의 효과가 합쳐진다. 지속 커넥션은 핸드셰이크를 없애고, 병렬 커넥션은 남은 기다림을 겹친다.
                    """)
            .cure("""
                    Keep a small number of connections to each origin and reuse them (RFC 9112 sections 9.3 and 9.4).
                    A proxy shares such a pool among all its clients, so it needs fewer connections than the clients
                    would need on their own.
                    """, """
                    원서버마다 적은 수의 커넥션을 유지하며 재사용한다(RFC 9112 9.3절, 9.4절). 프락시는 이런 풀을 모든 클라이언트가
                    함께 쓰게 하므로, 클라이언트들이 따로 맺을 때보다 커넥션이 적게 든다.
                    """)
            .today("""
                    In browsers (6 connections per host), in the connection pools of HTTP clients, in proxies and load
                    balancers.
                    """, """
                    브라우저(호스트마다 6개), HTTP 클라이언트의 커넥션 풀, 프락시와 로드 밸런서가 모두 이렇게 한다.
                    """)
            .cause(
                    Text.of("the parallel connections are kept", "병렬 커넥션을 유지한다"),
                    Text.of("each object has a new connection", "객체마다 새 커넥션을 맺는다"))
            .from("HTTP: The Definitive Guide, section 4.5", "RFC 9112 sections 9.3 and 9.4");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        PageOnStage page = new PageOnStage(stage, PAGE, LINK);
        stage.caption(Text.of(
                        "One persistent connection, over a simulated link with a round trip of %s.",
                        "왕복 시간이 %s인 시뮬레이션 링크에서 지속 커넥션 하나를 쓴다.")
                .with(LINK.roundTrip()));
        PageLoad.Loaded one = page.load(Way.PERSISTENT);
        stage.caption(Text.of("Two at a time, new for each object.", "동시에 2개, 객체마다 새로 맺는다."));
        PageLoad.Loaded fresh = page.load(Way.parallel(CONNECTIONS));
        stage.caption(Text.of("Two at a time, which are kept.", "동시에 2개, 맺은 것을 유지한다."));
        PageLoad.Loaded kept = page.load(stage.cause(Way.persistentParallel(CONNECTIONS), Way.parallel(CONNECTIONS)));

        page.show(one, fresh, kept);
        page.measureHere(kept.way());
        stage.expect(
                Text.of("There are no more handshakes than connections.", "핸드셰이크는 커넥션 수보다 많지 않다."),
                kept.handshakes() <= CONNECTIONS,
                Text.of("Handshakes: %s; with new connections: %s.", "핸드셰이크 %s번, 새 커넥션일 때는 %s번.")
                        .with(kept.handshakes(), fresh.handshakes()));
        stage.expect(
                Text.of("It waits for fewer round trips than both other ways.", "다른 두 방법보다 잇달아 기다리는 왕복이 적다."),
                PageOnStage.waits(kept, one) < CLEARLY && PageOnStage.waits(kept, fresh) < CLEARLY,
                Text.of("%s; one persistent connection %s, new connections %s.", "%s번. 지속 커넥션 하나 %s번, 새 커넥션 %s번.")
                        .with(kept.roundTrips(), one.roundTrips(), fresh.roundTrips()));
    }
}
