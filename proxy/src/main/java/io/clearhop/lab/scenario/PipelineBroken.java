package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connection that breaks in the middle of a pipeline, and the requests that may be sent again. */
final class PipelineBroken implements Scenario {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final List<String> PATHS = List.of("/1", "/2", "/3", "/4");

    private static final Lesson LESSON = Lesson.named("pipeline-broken", Family.PIPELINING)
            .title("A connection breaks in the middle of a pipeline", "파이프라인 도중에 커넥션이 끊긴다")
            .see("""
                    Four GET requests are pipelined; the origin answers two and closes. The client has to keep count:
                    it sends the unanswered ones again on a new connection, this time one by one. Through the smart
                    proxy all four requests are answered on one connection, because the proxy does the repeating.
                    """, """
                    GET 요청 넷을 파이프라인으로 보냈는데 원서버가 둘에만 응답하고 끊는다. 클라이언트는 세고 있어야 한다. 응답받지 못한
                    것을 새 커넥션으로, 이번에는 하나씩 다시 보낸다. 영리한 프락시를 지나면 같은 요청 넷이 한 커넥션에서 모두
                    응답받는다. 다시 보내는 일을 프락시가 하기 때문이다.
                    """)
            .why("""
                    Either side may close at any time: because of an idle timeout, a limit on requests, a restart. The
                    client cannot tell whether an unanswered request was carried out or never read. For GET that makes
                    no difference: doing it twice has the same effect as doing it once. Such methods are called
                    idempotent.
                    """, """
                    어느 쪽이든 언제나 끊을 수 있다. 유휴 타임아웃, 요청 수 제한, 재시작. 클라이언트는 응답받지 못한 요청이 처리되었는지
                    읽히지도 않았는지 알 수 없다. GET이라면 상관없다. 두 번 해도 한 번 한 것과 효과가 같다. 이런 메서드를
                    멱등이라고 한다.
                    """)
            .cure("""
                    The client repeats unanswered requests whose method is idempotent: GET, HEAD, PUT, DELETE,
                    OPTIONS, TRACE (RFC 9110 section 9.2.2). It does not pipeline again right away, because the first
                    of them may be what broke the connection (RFC 9112 section 9.3.2). It must not repeat a POST: see
                    pipelined-post.
                    """, """
                    클라이언트는 메서드가 멱등이면(GET, HEAD, PUT, DELETE, OPTIONS, TRACE) 응답받지 못한 것을 다시 보낸다(RFC 9110
                    9.2.2절). 남은 것 중 첫 요청이 커넥션을 망가뜨린 장본인일 수 있으므로 곧바로 다시 파이프라인을 쓰지는 않는다(RFC
                    9112 9.3.2절). 그중 POST가 있으면 다시 보내면 안 된다(pipelined-post).
                    """)
            .today("""
                    Every connection pool faces the same question with a single request: no answer came, may I ask
                    again? Libraries repeat a GET silently, so it shows only in the origin's log.
                    """, """
                    모든 커넥션 풀이 요청 하나로 같은 물음을 만난다. 응답이 오지 않았는데 다시 물어도 되는가? 라이브러리는 GET을 조용히
                    다시 보내므로 원서버의 로그에서만 보인다.
                    """)
            .cause(
                    Text.of("the origin closes after two answers", "원서버가 응답 둘 뒤에 끊는다"),
                    Text.of("the origin answers all", "원서버가 모두 응답한다"))
            .from("RFC 9112 section 9.3.2", "RFC 9110 section 9.2.2", "RFC 9112 section 9.3.1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        int perConnection = stage.cause(2, PATHS.size());
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, (wire, number) -> {
            for (int i = 0; i < perConnection && wire.awaitArrival(LONG) == Arrival.BYTES; i++) {
                wire.send(Messages.ok(wire.readRequest().target()));
            }
        });
        String host = "Host: " + origin.authority();

        stage.caption(Text.of("Without a proxy: four requests in one go.", "프락시 없이, 요청 넷을 한 번에 보낸다."));
        ScriptedClient connection = client.connect(origin.address());
        connection.send(pipeline(PATHS.stream(), host));
        List<String> answered = answers(connection);
        connection.close();
        List<String> unanswered = PATHS.subList(answered.size(), PATHS.size());
        stage.caption(Text.of(
                        "Unanswered: %s. A GET may be repeated, one by one now.",
                        "응답받지 못한 것: %s. GET은 다시 보내도 된다. 이번에는 하나씩.")
                .with(unanswered));
        List<String> repeated = new ArrayList<>();
        if (!unanswered.isEmpty()) {
            ScriptedClient fresh = client.connect(origin.address());
            unanswered.forEach(path ->
                    repeated.add(fresh.exchange(pipeline(Stream.of(path), host)).text()));
        }
        stage.caption(Text.of("Through the smart proxy: the same four.", "영리한 프락시를 지나, 같은 요청 넷."));
        ScriptedClient proxied = client.connect(proxy.address());
        proxied.send(pipeline(PATHS.stream().map(origin::uri), host));
        List<String> whole = answers(proxied);

        stage.expect(
                Text.of("Without a proxy some of the four answers are lost.", "프락시 없이는 응답 넷 중 일부를 잃는다."),
                answered.size() < PATHS.size(),
                Text.of("Answered: %s", "응답받은 것: %s").with(answered));
        stage.expect(
                Text.of("What the client repeats is answered.", "클라이언트가 다시 보낸 것은 응답받는다."),
                repeated.equals(unanswered) && !repeated.isEmpty(),
                Text.of("Repeated: %s", "다시 보낸 것: %s").with(repeated));
        stage.expect(
                Text.of(
                        "Through the smart proxy none is lost, and the order is kept.",
                        "영리한 프락시를 지나면 하나도 잃지 않고 순서도 지킨다."),
                whole.equals(PATHS),
                Text.of("Answered: %s", "응답받은 것: %s").with(whole));
    }

    private static String pipeline(Stream<String> targets, String host) {
        return targets.map(target -> Messages.head("GET " + target + " HTTP/1.1", host))
                .collect(Collectors.joining());
    }

    /** The answers until all are there or the connection ends. */
    private static List<String> answers(ScriptedClient connection) {
        List<String> answers = new ArrayList<>();
        while (answers.size() < PATHS.size() && connection.wire().awaitArrival(PATIENCE) == Arrival.BYTES) {
            answers.add(connection.readResponse().text());
        }
        return answers;
    }
}
