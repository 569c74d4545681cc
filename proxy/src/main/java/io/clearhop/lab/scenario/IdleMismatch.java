package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Two idle timeouts on one connection, the shorter one on the wrong side. */
final class IdleMismatch implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofSeconds(1);
    private static final Duration PROXY_IDLE = Duration.ofSeconds(30);
    private static final String HINTING =
            Messages.head("HTTP/1.1 200 OK", "Keep-Alive: timeout=1", "Content-Length: 5") + "hello";

    private static final Lesson LESSON = Lesson.named("idle-mismatch", Family.STALE)
            .title(
                    "Who closes first? The side that sends requests needs the shorter idle timeout",
                    "누가 먼저 끊는가? 유휴 타임아웃은 요청을 보내는 쪽이 더 짧아야 한다")
            .see("""
                    The origin closes idle connections sooner than the proxy does, but has not said so. A POST leaves
                    the proxy just as the origin's timer runs out. The two cross, and the client gets a 502 although
                    nothing is wrong with proxy or origin. With a hint from the origin, the proxy closes first, and
                    nothing can cross.
                    """, """
                    원서버는 유휴 커넥션을 프락시보다 먼저 끊는데, 그 사실을 알리지 않았다. 원서버의 타이머가 다 되는 바로 그때 프락시에서
                    POST가 나간다. 둘이 엇갈리고, 프락시도 원서버도 멀쩡한데 클라이언트는 502를 받는다. 원서버가 힌트를 주면 프락시가
                    먼저 끊으므로 엇갈릴 것이 없다.
                    """)
            .why("""
                    Only the side that sends requests knows when the next one leaves. If that side closes idle
                    connections first, its requests never meet a close. If the other side does, every close is a race
                    against the next request. The crossing is staged here (simulated): the origin closes when it sees
                    the first byte after its timeout.
                    """, """
                    다음 요청이 언제 나갈지는 보내는 쪽만 안다. 보내는 쪽이 유휴 커넥션을 먼저 끊으면 자기 요청이 끊기와 마주칠 일이
                    없다. 받는 쪽이 먼저 끊으면 끊을 때마다 다음 요청과 경주하게 된다. 이 엇갈림은 연출한 것이다(시뮬레이션): 원서버는
                    타임아웃이 지난 뒤 첫 바이트를 보는 순간 끊는다.
                    """)
            .cure("""
                    Make your idle timeout shorter than that of the side you send requests to, with a margin for the
                    travel time. An origin should announce its timeout with Keep-Alive: timeout=N; then the smart
                    proxy closes earlier without any setting (its own limit is --origin-idle-timeout).
                    """, """
                    자신의 유휴 타임아웃을 요청을 받는 상대의 것보다, 건너가는 시간까지 고려해 짧게 잡는다. 원서버는 Keep-Alive:
                    timeout=N으로 자기 타임아웃을 알리는 것이 좋다. 그러면 영리한 프락시는 따로 설정하지 않아도 더 일찍 끊는다(프락시
                    자신의 한도는 --origin-idle-timeout이다).
                    """)
            .today("""
                    Load balancers that keep idle connections for 60 s in front of applications that keep them for 5
                    s: occasional 502s, more often when traffic is low than when it is high.
                    """, """
                    유휴 커넥션을 60초 유지하는 로드 밸런서 뒤에 5초만 유지하는 애플리케이션이 있을 때 만난다. 트래픽이 많을 때보다 적을
                    때 드문드문 502가 생긴다.
                    """)
            .cause(
                    Text.of("the origin does not say when it closes", "원서버가 언제 끊을지 알리지 않는다"),
                    Text.of("the origin says Keep-Alive: timeout=1", "원서버가 Keep-Alive: timeout=1로 알린다"))
            .from("RFC 9112 section 9.5", "RFC 9112 appendix C.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        CompletableFuture<Arrival> closedFirst = new CompletableFuture<>();
        String answer = stage.cause(Messages.ok("hello"), HINTING);
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(
                Text.of("smart proxy", "영리한 프락시"),
                ListenMode.SMART,
                config -> config.timeouts(timeouts -> timeouts.withOriginIdle(PROXY_IDLE)));
        ScriptedOrigin origin = stage.origin(
                Text.of("origin", "원서버"),
                Scripts.perConnection(closeWhenIdle(answer, closedFirst), Scripts.respond(answer)));

        stage.caption(Text.of("A connection comes to rest in the proxy's pool.", "커넥션 하나가 프락시의 풀에서 쉰다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request("GET", origin));

        stage.caption(Text.of("Who loses patience first, the proxy or the origin?", "프락시와 원서버 가운데 누가 먼저 끊으려 하는가?"));
        boolean byOrigin = closedFirst.get(Wire.DEFAULT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) == Arrival.NOTHING;

        stage.caption(Text.of("At that very moment the client sends a POST.", "바로 그때 클라이언트가 POST를 보낸다."));
        Answer got = Answer.to(connection, request("POST", origin));

        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), ORIGIN_IDLE);
        stage.measure(Text.of("the proxy's own", "프락시 자신의 유휴 타임아웃"), PROXY_IDLE);
        stage.expect(
                Text.of("The origin's timeout runs out first.", "원서버의 타임아웃이 먼저 다 된다."),
                byOrigin,
                Text.of("The first to close was %s.", "먼저 끊은 쪽은 %s다.")
                        .with(byOrigin ? Text.of("the origin", "원서버") : Text.of("the proxy", "프락시")));
        stage.expect(
                Text.of("The POST meets the close and fails.", "POST가 끊기와 엇갈려 실패한다."),
                got.status() == 502,
                Text.of("The client has got: %s.", "클라이언트가 받은 것: %s.").with(got.text()));
    }

    private static Script closeWhenIdle(String answer, CompletableFuture<Arrival> closedFirst) {
        return (wire, connectionNumber) -> {
            wire.readRequest();
            wire.send(answer);
            Arrival first = wire.awaitArrival(ORIGIN_IDLE);
            closedFirst.complete(first);
            if (first == Arrival.NOTHING) {
                wire.awaitArrival(Wire.DEFAULT_TIMEOUT);
                wire.reset();
            }
        };
    }

    private static String request(String method, ScriptedOrigin origin) {
        return Messages.head(
                method + " " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority(), "Content-Length: 0");
    }
}
