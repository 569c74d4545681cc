package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.List;

/** In HTTP/1.0 both sides have to ask for a persistent connection again in every message. */
final class Http10KeepAliveRule implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMinutes(1);

    private static final Lesson LESSON = Lesson.named("http10-keep-alive", Family.KEEP_ALIVE)
            .title(
                    "HTTP/1.0 persists only while every message asks for it",
                    "HTTP/1.0 커넥션은 모든 메시지에 keep-alive가 있는 동안만 유지된다")
            .see("""
                    Client and origin speak HTTP/1.0, without a proxy. Two requests with Connection: keep-alive get
                    answers with Connection: keep-alive, on one connection. The third request leaves the field out. So
                    does its answer, the origin closes, and the fourth request needs a new connection.
                    """, """
                    클라이언트와 원서버가 프락시 없이 HTTP/1.0으로 말한다. Connection: keep-alive가 있는 요청 둘은 같은 커넥션에서
                    Connection: keep-alive가 있는 응답을 받는다. 세 번째 요청은 이것을 빼먹었다. 응답에도 없고, 원서버는 끊으며, 네
                    번째 요청에는 새 커넥션이 필요하다.
                    """)
            .why("""
                    In HTTP/1.0 an exchange ends with a close. Keep-alive was added later, as an agreement for one
                    exchange at a time: the client offers it in the request, the origin grants it in the answer. An
                    answer without it means that the origin does not know the extension or does not want it, and that
                    the client must not use the connection again.
                    """, """
                    HTTP/1.0은 커넥션을 끊어 트랜잭션을 끝낸다. keep-alive는 나중에 더해진 그때그때의 합의다. 클라이언트가 요청으로
                    제안하고 원서버가 응답으로 허락한다. 응답에 이것이 없으면 원서버가 이 확장을 모르거나 바라지 않는다는 뜻이므로
                    클라이언트는 그 커넥션을 다시 쓰면 안 된다.
                    """)
            .cure("""
                    HTTP/1.1 turned this around: persistence is the default, and close is what has to be said (RFC
                    9112 section 9.3). A proxy must not keep connections with HTTP/1.0 clients at all, because it
                    cannot know whether the field is its neighbour's own or was only passed on. Clearhop has a setting
                    for this: --http10-keep-alive.
                    """, """
                    HTTP/1.1은 이를 뒤집었다. 지속이 기본이고, 말해야 하는 것은 close다(RFC 9112 9.3절). 프락시는 이 헤더가 이웃이
                    보낸 것인지 알 수 없으므로 HTTP/1.0 클라이언트와는 커넥션을 유지하면 안 된다. Clearhop은 --http10-keep-alive로
                    이를 조절한다.
                    """)
            .today("""
                    In ApacheBench (ab -k), in old monitoring probes, and in nginx: towards origins it spoke HTTP/1.0
                    by default for many years, and therefore opened a new connection for every request.
                    """, """
                    ApacheBench(ab -k)와 오래된 감시 도구에서 만난다. nginx도 오랫동안 원서버 쪽으로는 HTTP/1.0이 기본이어서 요청마다
                    커넥션을 새로 열었다.
                    """)
            .cause(
                    Text.of(
                            "the third request leaves out Connection: keep-alive",
                            "세 번째 요청이 Connection: keep-alive를 빼먹는다"),
                    Text.of("every request has it", "모든 요청에 있다"))
            .from("HTTP: The Definitive Guide, figure 4-14", "RFC 9112 section 9.3", "RFC 9112 appendix C.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive10Plus("hello", ORIGIN_IDLE));
        String asking = Messages.head("GET / HTTP/1.0", "Connection: keep-alive");
        String silent = Messages.head("GET / HTTP/1.0");

        stage.caption(Text.of("Asked and granted, twice.", "두 번 요청하고 두 번 허락받는다."));
        ScriptedClient connection = client.connect(origin.address());
        connection.exchange(asking);
        Response second = connection.exchange(asking);
        stage.caption(stage.cause(
                Text.of("The third request does not ask.", "세 번째 요청에는 keep-alive가 없다."),
                Text.of("The third request asks as well.", "세 번째 요청에도 keep-alive가 있다.")));
        Response third = connection.exchange(stage.cause(silent, asking));
        if (!third.persists()) {
            Arrival end = connection.wire().awaitArrival(Duration.ofSeconds(8));
            connection.close();
            stage.measure(Text.of("after the third answer came", "세 번째 응답 뒤에 온 것"), end);
            connection = client.connect(origin.address());
        }
        stage.caption(Text.of("The fourth request.", "네 번째 요청."));
        connection.exchange(asking);

        List<Integer> used =
                origin.requests().stream().map(Request::connectionNumber).toList();
        stage.expect(
                Text.of("The second answer grants it, the third does not.", "두 번째 응답은 허락하고, 세 번째 응답은 허락하지 않는다."),
                second.persists() && !third.persists(),
                third.persists()
                        ? Text.of("Both grant it.", "둘 다 허락한다.")
                        : Text.of("The third has no keep-alive.", "세 번째에는 keep-alive가 없다."));
        stage.expect(
                Text.of("The fourth request needs a new connection.", "네 번째 요청에는 새 커넥션이 필요하다."),
                used.equals(List.of(1, 1, 1, 2)),
                Text.of("The requests went over connections %s.", "요청들이 간 커넥션: %s.")
                        .with(used));
    }
}
