package io.clearhop.lab.scenario;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.link.DelayingRelay;
import io.clearhop.lab.link.Link;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.net.InetSocketAddress;
import java.time.Duration;

/** What a connection costs that is made for one small exchange. */
final class HandshakeCost implements Scenario {
    private static final Link LINK = Link.of(Duration.ofMillis(60));
    private static final int FAR = 7;
    private static final int HERE = 200;
    private static final double CLEARLY = 1.5;
    private static final double LARGE = 0.3;
    private static final String REQUEST = Messages.head("GET / HTTP/1.1", "Host: origin.test");

    private static final Lesson LESSON = Lesson.named("handshake-cost", Family.TCP_COSTS)
            .title(
                    "A small exchange on a new connection spends half its time on the handshake",
                    "작은 트랜잭션은 시간의 절반을 핸드셰이크에 쓴다")
            .see("""
                    A client makes two small exchanges (a request and its answer), each on a new connection. Each
                    begins with a handshake, and the request can leave only after that round trip. Then the same
                    exchange is measured on a connection that already exists.
                    """, """
                    클라이언트가 작은 트랜잭션(요청과 응답)을 두 번, 매번 새 커넥션으로 한다. 트랜잭션은 핸드셰이크로 시작하고, 그 왕복이 끝나야
                    비로소 요청을 보낼 수 있다. 그다음 이미 맺어 둔 커넥션으로 같은 것을 재서 비교한다.
                    """)
            .why("""
                    TCP agrees on sequence numbers before it carries data: SYN, SYN+ACK, and then ACK together with
                    the first request (RFC 9293 section 3.5). That costs one round trip, however little follows. A
                    small request and its small answer also take one round trip, so half of the time goes into the
                    handshake.
                    """, """
                    TCP는 데이터를 나르기 전에 순서 번호를 맞춘다. SYN, SYN+ACK, 그리고 첫 요청과 함께 가는 ACK다(RFC 9293
                    3.5절). 뒤따르는 데이터의 크기와 상관없이 왕복 한 번이 든다. 작은 요청과 작은 응답에 드는 왕복도 한 번이므로, 시간의
                    절반이 핸드셰이크에 든다.
                    """)
            .cure("""
                    Reuse connections: persistent connections are the default of HTTP/1.1 (RFC 9112 section 9.3). The
                    proxy keeps idle connections to origins in a pool, so even a client's first request often finds
                    one ready.
                    """, """
                    재사용, 곧 지속 커넥션이다(RFC 9112 9.3절). 프락시는 원서버와 맺은 유휴 커넥션을 풀에 두므로, 클라이언트의 첫
                    요청도 이미 맺어진 커넥션을 만나는 일이 많다.
                    """)
            .today("""
                    In services that call each other without a connection pool. With TLS it is worse: each new
                    connection costs one or two more round trips. QUIC and TLS 1.3 early data were made to save them.
                    """, """
                    커넥션 풀 없이 서로를 호출하는 서비스에서 만난다. TLS를 쓰면 왕복이 한두 번 더 들어 더 심하다. QUIC과 TLS 1.3의
                    조기 데이터는 이 왕복을 줄이려고 나왔다.
                    """)
            .cause(
                    Text.of("each exchange has a connection of its own", "트랜잭션마다 새 커넥션을 맺는다"),
                    Text.of("the exchanges share a connection", "트랜잭션들이 커넥션 하나를 함께 쓴다"))
            .from("HTTP: The Definitive Guide, figure 4-8", "RFC 9293 section 3.5", "RFC 9112 section 9.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        stage.caption(Text.of(
                        "The link is simulated: a round trip takes %s. It cannot hold back a SYN, so it makes the first bytes"
                                + " wait a round trip, and the origin sees the connection only then.",
                        "링크는 시뮬레이션이다. 왕복에 %s가 걸린다. SYN을 붙잡아 둘 수는 없으므로 대신 첫 바이트를 왕복 한 번만큼"
                                + " 기다리게 하고, 원서버는 그때에야 커넥션을 보게 된다.")
                .with(LINK.roundTrip()));
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), Scripts.respond(Messages.ok("hello")));
        DelayingRelay link = stage.link(Text.of("link (simulated)", "링크(시뮬레이션)"), origin.address(), LINK);
        boolean anew = stage.cause(true, false);
        twoExchanges(client, link, anew);

        stage.caption(Text.of(
                "More exchanges, not drawn: over the link, then on this machine without it.",
                "그리지 않고 더 해 본다. 링크를 거쳐서, 그다음에는 링크 없이 이 컴퓨터 안에서 한다."));
        ScriptedOrigin quiet = stage.owned(ScriptedOrigin.start(Scripts.respond(Messages.ok("hello"))));
        DelayingRelay quietLink = stage.owned(DelayingRelay.start(quiet.address(), LINK));
        Exchanges far = Exchanges.of(quietLink.address(), FAR, anew, Handshakes.of(quietLink));
        Exchanges reused = Exchanges.of(quietLink.address(), FAR, false, Handshakes.of(quietLink));
        Exchanges here = Exchanges.of(quiet.address(), HERE, true, Handshakes.HERE);
        Exchanges hereReused = Exchanges.of(quiet.address(), HERE, false, Handshakes.HERE);

        measure(stage, Text.of("simulated link", "시뮬레이션 링크"), far, reused);
        measure(stage, Text.of("this machine", "이 컴퓨터 안"), here, hereReused);
        double share = far.handshakeShare();
        stage.expect(
                Text.of(
                        "An exchange takes clearly longer than on an existing connection.",
                        "이미 있는 커넥션에서 할 때보다 확실히 오래 걸린다."),
                Times.ratio(far.whole().least(), reused.whole().least()) > CLEARLY,
                Text.of("%s; on an existing one %s.", "%s, 이미 있는 커넥션에서는 %s.")
                        .with(far.whole().least(), reused.whole().least()));
        stage.expect(
                Text.of("The handshake is a large share of it.", "핸드셰이크가 그 시간의 큰 몫을 차지한다."),
                share > LARGE,
                Text.of("%s.", "%s.").with(Amount.percent(share)));
    }

    private static void twoExchanges(ClientOnStage client, DelayingRelay link, boolean anew) {
        ScriptedClient first = client.connect(link.address());
        first.exchange(REQUEST);
        if (anew) {
            first.close();
        }
        ScriptedClient second = anew ? client.connect(link.address()) : first;
        second.exchange(REQUEST);
        second.close();
    }

    private static void measure(Stage stage, Text where, Exchanges anew, Exchanges reused) {
        stage.measure(
                Text.of("%s: connect and one exchange, median", "%s: 커넥션을 맺고 트랜잭션 한 번, 중앙값")
                        .with(where),
                Text.of("%s, of which handshake %s (%s)", "%s, 그중 핸드셰이크 %s (%s)")
                        .with(
                                anew.whole().median(),
                                anew.handshakes().median(),
                                Amount.percent(Times.ratio(
                                        anew.handshakes().median(), anew.whole().median()))));
        stage.measure(
                Text.of("%s: one exchange on an existing connection, median", "%s: 이미 있는 커넥션에서 트랜잭션 한 번, 중앙값")
                        .with(where),
                reused.whole().median());
    }

    /**
     * What some exchanges took.
     *
     * @param handshakes of each, zero where the connection was there
     * @param whole from the beginning of the handshake to the end of the answer
     */
    private record Exchanges(Times handshakes, Times whole) {
        static Exchanges of(InetSocketAddress address, int count, boolean anew, Handshakes handshakes) {
            Exchanges all = new Exchanges(new Times(), new Times());
            if (anew) {
                for (int i = 0; i < count || !all.whole.settled(); i++) {
                    all.onNewConnection(address, handshakes);
                }
            } else {
                try (ScriptedClient client = ScriptedClient.connect(address)) {
                    client.exchange(REQUEST);
                    for (int i = 0; i < count || !all.whole.settled(); i++) {
                        long began = System.nanoTime();
                        client.exchange(REQUEST);
                        all.add(Duration.ZERO, since(began));
                    }
                }
            }
            return all;
        }

        private void onNewConnection(InetSocketAddress address, Handshakes handshakes) {
            long began = System.nanoTime();
            try (ScriptedClient client = ScriptedClient.connect(address)) {
                long connected = System.nanoTime();
                client.exchange(REQUEST);
                Duration all = since(began);
                add(Duration.ofNanos(handshakes.ended(client, connected) - began), all);
            }
        }

        private void add(Duration shaking, Duration all) {
            handshakes.add(shaking);
            whole.add(all);
        }

        /** Of the exchange that was disturbed least. */
        double handshakeShare() {
            return Times.ratio(handshakes.least(), whole.least());
        }

        private static Duration since(long nanos) {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }
}
