package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A pool that reads its idle connections. */
final class WatchedPool implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Lesson LESSON = Lesson.named("watched-pool", Family.STALE)
            .title(
                    "A pool that watches its idle connections drops a closed one at once",
                    "유휴 커넥션을 지켜보는 풀은 끊긴 커넥션을 곧바로 버린다")
            .see("""
                    The origin closes an idle connection in the proxy's pool. The proxy sees the FIN at once, closes
                    its own side and forgets the connection, although there is no request. The next request uses a new
                    connection; nothing fails, and nothing has to be repeated.
                    """, """
                    원서버가 프락시의 풀에 있던 유휴 커넥션을 끊는다. 요청이 없는데도 프락시는 FIN을 곧바로 보고 자기 쪽도 닫은 뒤 그
                    커넥션을 잊는다. 다음 요청은 새 커넥션을 쓴다. 실패하는 것도, 다시 보낼 것도 없다.
                    """)
            .why("""
                    The proxy goes on reading its idle connections; a FIN wakes its event loop just as data would. A
                    pool that reads only during an exchange leaves the connection half closed (CLOSE_WAIT) and finds
                    out with the next request, which then fails.
                    """, """
                    프락시는 유휴 커넥션도 계속 읽고 있어서, 데이터가 올 때처럼 FIN이 올 때도 이벤트 루프가 깨어난다. 트랜잭션 중에만 읽는
                    풀은 커넥션을 절반만 닫힌 상태(CLOSE_WAIT)로 두었다가 다음 요청이 실패하고서야 안다.
                    """)
            .cure("""
                    Implementations should constantly watch open connections for a closure signal and respond to it
                    (RFC 9112 section 9.5). The dangerous time shrinks from the whole idle time to the time that a
                    message needs to travel. What remains is dealt with by repeating idempotent requests, those that
                    are harmless to do twice.
                    """, """
                    구현은 열린 커넥션에 종료 신호가 오는지 계속 지켜보고 대응해야 한다(RFC 9112 9.5절). 그러면 위험한 시간이 유휴 시간
                    전체에서 메시지가 건너가는 시간으로 줄어든다. 남은 위험은 멱등 요청(두 번 해도 되는 요청)을 다시 보내서 해결한다.
                    """)
            .today("""
                    Clients with an event loop watch naturally; blocking clients need a thread for it, or a check when
                    a connection is borrowed. If CLOSE_WAIT sockets pile up in ss -tan, there is a pool that does not
                    watch.
                    """, """
                    이벤트 루프를 쓰는 클라이언트는 자연히 지켜보게 되고, 블로킹 방식은 별도 스레드나 빌려줄 때의 확인이 필요하다.
                    ss -tan에 CLOSE_WAIT가 쌓여 있으면 지켜보지 않는 풀이 있다는 뜻이다.
                    """)
            .cause(
                    Text.of("the origin closes the idle connection", "원서버가 유휴 커넥션을 끊는다"),
                    Text.of("the origin keeps the idle connection", "원서버가 유휴 커넥션을 유지한다"))
            .from("RFC 9112 section 9.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        CompletableFuture<Long> idleOver = new CompletableFuture<>();
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(Text.of("smart proxy", "영리한 프락시"), ListenMode.SMART);
        ScriptedOrigin origin =
                stage.origin(Text.of("origin", "원서버"), closeWhenIdle(stage.cause(ORIGIN_IDLE, LONG), idleOver));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of("The connection to the origin comes to rest in the pool.", "원서버와의 커넥션이 풀에서 쉰다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request);

        stage.caption(Text.of("Nobody asks anything. What does the proxy notice?", "요청이 없는 동안 프락시는 무엇을 알아차리는가?"));
        Optional<ProxyEvent.OriginClosed> dropped =
                proxy.awaitFor(ORIGIN_IDLE.plus(PATIENCE), ProxyEvent.OriginClosed.class);
        boolean watched = dropped.filter(event -> event.why() == CloseReason.ORIGIN_CLOSED && event.exchanges() == 1)
                .isPresent();

        stage.caption(Text.of("The next request.", "다음 요청."));
        Answer answer = Answer.to(connection, request);
        proxy.await(ProxyEvent.ExchangeCompleted.class, done -> done.summary().nthOfClient() == 2);
        int repeated = proxy.events(ProxyEvent.ExchangeRetried.class).size();

        if (watched) {
            measure(stage, idleOver, dropped.orElseThrow());
        }
        stage.measure(
                Text.of("connections to the origin", "원서버와 맺은 커넥션"),
                origin.connections().size());
        stage.expect(
                Text.of("The proxy drops the connection before anybody asks for it.", "프락시는 누가 쓰려고 하기 전에 그 커넥션을 버린다."),
                watched,
                watched
                        ? Text.of("Dropped while idle.", "쉬는 동안 버렸다.")
                        : Text.of("It is still in the pool.", "아직 풀에 있다."));
        stage.expect(
                Text.of(
                        "The next request takes a new one, and nothing has to be repeated.",
                        "다음 요청은 새 커넥션을 쓰고, 다시 보낼 필요가 없다."),
                answer.status() == 200 && repeated == 0 && origin.connections().size() == 2,
                Text.of("%s; %s connection(s), repeated %s time(s).", "%s, 커넥션 %s개, 재전송 %s번.")
                        .with(answer.text(), origin.connections().size(), repeated));
    }

    private static void measure(Stage stage, CompletableFuture<Long> fin, ProxyEvent.OriginClosed closed)
            throws Exception {
        long sent = fin.get(LONG.toMillis(), TimeUnit.MILLISECONDS);
        stage.measure(
                Text.of("from the origin's FIN to the proxy's own close", "원서버의 FIN부터 프락시가 닫기까지"),
                Duration.ofNanos(Math.max(0, closed.nanos() - sent)));
    }

    private static Script closeWhenIdle(Duration idle, CompletableFuture<Long> idleOver) {
        return (wire, connectionNumber) -> {
            while (wire.awaitArrival(connectionNumber == 1 ? idle : Wire.DEFAULT_TIMEOUT) == Arrival.BYTES) {
                wire.readRequest();
                wire.send(Messages.ok("hello"));
            }
            idleOver.complete(System.nanoTime());
            wire.close();
        };
    }
}
