package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;

/** An origin counts down how many exchanges it still takes on a connection. */
final class KeepAliveMax implements Scenario {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PER_CONNECTION = 3;
    private static final int REQUESTS = 5;

    private static final Lesson LESSON = Lesson.named("keep-alive-max", Family.KEEP_ALIVE)
            .title("Keep-Alive: max counts down, and the pool obeys", "Keep-Alive: max가 줄어들고 커넥션 풀이 지킨다")
            .see("""
                    In its answers the origin counts down: max=2, max=1, max=0. After max=0 the proxy closes its
                    connection to the origin and opens a new one for the next request. The client's own connection
                    carries all the requests and notices nothing.
                    """, """
                    원서버가 응답마다 max=2, max=1, max=0으로 세어 내려간다. max=0을 받은 프락시는 원서버와의 커넥션을 닫고 다음
                    요청을 위해 새 커넥션을 연다. 클라이언트의 커넥션은 모든 요청을 그대로 나르며 아무것도 눈치채지 못한다.
                    """)
            .why("""
                    An origin may want to end a connection after a number of exchanges, to free resources or to let a
                    load balancer spread connections anew. If it says so in time, nobody sends it a request that it
                    will not take.
                    """, """
                    원서버는 자원을 비우거나 부하를 다시 나누려고 몇 번의 트랜잭션 뒤에 커넥션을 끝내고 싶을 수 있다. 제때 알려 주면
                    아무도 받지 않을 요청을 보내지 않는다.
                    """)
            .cure("""
                    max is a parameter of the old Keep-Alive field. The standard way to say the same is Connection:
                    close in the last answer (RFC 9112 section 9.6). Clearhop obeys both; and when its own limit,
                    --origin-max-exchanges, is reached, it says close to the origin in the last request.
                    """, """
                    max는 옛 Keep-Alive 헤더의 옵션이다. 같은 말을 하는 표준 방식은 마지막 응답의 Connection: close다(RFC 9112 9.6절).
                    Clearhop은 둘 다 따르며, 자신의 한도에 이르면 마지막 요청에서 원서버에게 close라고 말한다.
                    """)
            .today("""
                    Apache httpd sends Keep-Alive: timeout=5, max=100 and counts down from there. nginx closes after
                    1000 requests (keepalive_requests), with Connection: close.
                    """, """
                    Apache httpd는 Keep-Alive: timeout=5, max=100을 보내고 거기서부터 세어 내려간다. nginx는 keepalive_requests에 따라
                    1000개의 요청 뒤에 Connection: close로 끊는다.
                    """)
            .cause(
                    Text.of("the origin counts down with max", "원서버가 max로 세어 내려간다"),
                    Text.of("the origin sets no max", "원서버가 max를 정하지 않는다"))
            .from("RFC 9112 appendix C.2.2", "RFC 9112 section 9.6");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        boolean counts = stage.cause(true, false);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, (wire, number) -> {
            for (int left = PER_CONNECTION - 1; wire.awaitArrival(LONG) == Arrival.BYTES; left--) {
                wire.readRequest();
                String hint = counts ? "Keep-Alive: max=" + left : "X-Keep-Alive: no max";
                wire.send(Messages.head("HTTP/1.1 200 OK", "Connection: keep-alive", hint, "Content-Length: 5")
                        + "hello");
            }
        });
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        ScriptedClient connection = client.connect(proxy.address());
        stage.caption(Text.of("The origin counts down.", "원서버가 세어 내려간다."));
        for (int i = 1; i <= REQUESTS; i++) {
            if (i == PER_CONNECTION + 1) {
                stage.caption(Text.of(
                        "It has taken as many as it wants. Where does the next request go?",
                        "원서버는 받을 만큼 받았다. 다음 요청은 어디로 가는가?"));
            }
            connection.exchange(request);
        }
        proxy.await(
                ProxyEvent.ExchangeCompleted.class,
                completed -> completed.summary().nthOfClient() == REQUESTS);

        long first = origin.requests().stream()
                .map(Request::connectionNumber)
                .filter(number -> number == 1)
                .count();
        CloseReason why = proxy.events(ProxyEvent.OriginClosed.class).stream()
                .map(ProxyEvent.OriginClosed::why)
                .findFirst()
                .orElse(null);
        stage.expect(
                Text.of("The first connection carries %s requests.", "첫 커넥션은 요청을 %s개 나른다.")
                        .with(PER_CONNECTION),
                first == PER_CONNECTION,
                Text.of("It carried %s of %s.", "%s개를 날랐다 (모두 %s개).").with(first, REQUESTS));
        stage.expect(
                Text.of("The proxy closes it because of max.", "프락시가 max 때문에 닫는다."),
                why == CloseReason.ORIGIN_KEEP_ALIVE,
                why == null
                        ? Text.of("It is still open.", "아직 열려 있다.")
                        : Text.of("The reason: %s", "이유: %s").with(why.label()));
    }
}
