package io.clearhop.lab.scenario;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Two algorithms, each good by itself, that wait for each other. */
final class NagleDelayedAck implements Scenario {
    private static final int DRAWN = 4;
    private static final int MEASURED = 9;
    private static final Duration LONG = Duration.ofMillis(20);
    private static final double CLEARLY = 5;
    private static final String CONTENT = "a=1";
    private static final String HEAD =
            Messages.head("POST / HTTP/1.1", "Host: origin.test", "Content-Length: " + CONTENT.length());
    private static final Text ORIGIN = Text.of("origin", "원서버");

    private static final Lesson LESSON = Lesson.named("nagle-delayed-ack", Family.TCP_COSTS)
            .title("Nagle's algorithm and delayed acknowledgements wait for each other", "네이글 알고리즘과 확인응답 지연이 서로를 기다린다")
            .see("""
                    A client sends small requests with two writes each: first the head, then the content. Nothing on
                    the way is slow, yet after the first few exchanges each takes about 40 ms. The head arrives at
                    once; the content arrives tens of milliseconds later.
                    """, """
                    클라이언트가 작은 요청을 두 번에 나누어 쓴다. 먼저 헤더, 그다음 본문이다. 느린 것이라고는 없는 커넥션인데도 처음
                    몇 번이 지나면 트랜잭션 하나에 40 ms쯤 걸린다. 헤더는 바로 도착하지만 본문은 수십 밀리초 뒤에 도착한다.
                    """)
            .why("""
                    Nagle's algorithm holds back a segment that is not full while earlier data is unacknowledged, so
                    that fewer tiny segments are sent. The receiver, for its part, delays its acknowledgement, hoping
                    to send it along with an answer (piggybacked). But the answer needs the content, and the content
                    waits for the acknowledgement. Only the receiver's timer ends this.
                    """, """
                    네이글 알고리즘은 확인응답을 받지 못한 데이터가 있는 동안 꽉 차지 않은 세그먼트를 붙잡아 둔다. 작은 세그먼트를
                    줄이기 위해서다. 수신자는 응답에 편승(piggyback)시키려고 확인응답을 미룬다. 그런데 응답에는 본문이 필요하고,
                    본문에는 확인응답이 필요하다. 이 기다림은 수신자의 타이머가 울려야 끝난다.
                    """)
            .cure("""
                    Set TCP_NODELAY, which turns Nagle's algorithm off (RFC 9293 section 3.7.4 requires that an
                    application can do so), or hand the whole message to TCP in one write. The proxy does both.
                    """, """
                    TCP_NODELAY로 네이글 알고리즘을 끄거나(RFC 9293 3.7.4절은 끌 수 있어야 한다고 정한다), 메시지 전체를 한 번에
                    TCP에 넘긴다. 프락시는 둘 다 한다.
                    """)
            .today("""
                    In programs that write a request in pieces to a plain socket, in database drivers, and wherever
                    there is an unexplained delay of 40 ms (Linux) or up to 200 ms (other systems). It is why most
                    HTTP libraries set TCP_NODELAY.
                    """, """
                    소켓에 요청을 조각조각 쓰는 프로그램, 데이터베이스 드라이버, 그리고 까닭 모를 40 ms(리눅스)나 길게는 200 ms(다른
                    운영체제)의 지연이 보이는 곳에서 만난다. 대부분의 HTTP 라이브러리가 TCP_NODELAY를 설정하는 이유다.
                    """)
            .cause(
                    Text.of("Nagle's algorithm is on", "네이글 알고리즘이 켜져 있다"),
                    Text.of("TCP_NODELAY is set", "TCP_NODELAY를 설정한다"))
            .from(
                    "HTTP: The Definitive Guide, section 4.2.6",
                    "RFC 9293 sections 3.7.4 and 3.8.6.3",
                    "RFC 1122 section 4.2.3.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        boolean nagle = stage.cause(true, false);
        var client = stage.client(Text.of("client", "클라이언트"));
        ScriptedOrigin origin = stage.origin(ORIGIN, noting(stage));
        stage.caption(Text.of(
                "The client writes each request in two pieces, and the origin says when the second has come.",
                "클라이언트는 요청마다 두 조각으로 나누어 쓰고, 원서버는 둘째 조각이 언제 왔는지 말한다."));
        ScriptedClient drawn = client.connect(origin.address());
        drawn.wire().nagle(nagle);
        for (int i = 0; i < DRAWN; i++) {
            inTwoWrites(drawn);
        }

        stage.caption(Text.of(
                "More exchanges, not drawn: with Nagle's algorithm, without it, and with it but in one write.",
                "그리지 않고 더 해 본다. 네이글 알고리즘을 켜고, 끄고, 켠 채로 한 번에 써서."));
        ScriptedOrigin quiet = stage.owned(ScriptedOrigin.start(Scripts.respond(Messages.ok("ok"))));
        Times held = times(quiet.address(), nagle, NagleDelayedAck::inTwoWrites);
        Times free = times(quiet.address(), false, NagleDelayedAck::inTwoWrites);
        Times whole = times(quiet.address(), true, connection -> connection.exchange(HEAD + CONTENT));

        stage.measure(
                stage.cause(
                        Text.of("two writes, Nagle's algorithm on, median", "두 번에 쓰기, 네이글 켬, 중앙값"),
                        Text.of("two writes, TCP_NODELAY instead, median", "두 번에 쓰기, 대신 TCP_NODELAY, 중앙값")),
                held.median());
        stage.measure(Text.of("two writes, TCP_NODELAY, median", "두 번에 쓰기, TCP_NODELAY, 중앙값"), free.median());
        stage.measure(Text.of("one write, Nagle's algorithm on, median", "한 번에 쓰기, 네이글 켬, 중앙값"), whole.median());
        stage.expect(
                Text.of("An exchange waits for the timer of the delayed acknowledgement.", "트랜잭션이 확인응답 지연 타이머를 기다린다."),
                held.median().compareTo(LONG) > 0,
                Text.of("Median: %s.", "중앙값: %s.").with(held.median()));
        stage.expect(
                Text.of("With TCP_NODELAY it does not.", "TCP_NODELAY를 쓰면 기다리지 않는다."),
                Times.ratio(held.median(), free.least()) > CLEARLY,
                Text.of("At best %s.", "가장 빠를 때 %s.").with(free.least()));
        stage.expect(
                Text.of("With one write it does not either.", "한 번에 써도 기다리지 않는다."),
                Times.ratio(held.median(), whole.least()) > CLEARLY,
                Text.of("At best %s.", "가장 빠를 때 %s.").with(whole.least()));
    }

    private static Script noting(Stage stage) {
        return Scripts.untilPeerLeaves((wire, connectionNumber) -> {
            while (true) {
                String head = wire.readHead();
                long there = System.nanoTime();
                wire.readContent(head);
                Duration later = Duration.ofNanos(System.nanoTime() - there);
                stage.note(
                        ORIGIN,
                        Text.of("the content has come, %s after the head", "본문이 왔다. 헤더보다 %s 뒤다")
                                .with(later));
                wire.send(Messages.ok("ok"));
            }
        });
    }

    private static void inTwoWrites(ScriptedClient connection) {
        connection.send(HEAD);
        connection.send(CONTENT);
        connection.readResponse();
    }

    private static Times times(InetSocketAddress address, boolean nagle, Consumer<ScriptedClient> exchange) {
        Times times = new Times();
        try (ScriptedClient connection = ScriptedClient.connect(address)) {
            connection.wire().nagle(nagle);
            // At first Linux acknowledges at once, to let the sender's window grow.
            for (int i = 0; i < DRAWN; i++) {
                exchange.accept(connection);
            }
            for (int i = 0; i < MEASURED; i++) {
                long began = System.nanoTime();
                exchange.accept(connection);
                times.add(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return times;
    }
}
