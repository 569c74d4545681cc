package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
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
import io.clearhop.observe.ProxyEvent;

/** A GET that meets the close of an idle connection. */
final class StaleGet implements Scenario {
    private static final Script ANSWERS = Scripts.respond(Messages.ok("hello"));

    private static final Lesson LESSON = Lesson.named("stale-get", Family.STALE)
            .title("A GET that meets the origin's close is sent once more", "원서버의 끊기와 엇갈린 GET은 한 번 더 보낸다")
            .see("""
                    The proxy has an idle connection to the origin and sends a GET on it. At that very moment the
                    origin closes the connection. Not a byte of an answer comes. The proxy sends the GET once more, on
                    a new connection, and the client notices nothing.
                    """, """
                    프락시가 원서버와의 유휴 커넥션에 GET을 보낸다. 바로 그 순간 원서버가 커넥션을 끊는다. 응답은 한 바이트도 오지
                    않는다. 프락시는 새 커넥션으로 GET을 한 번 더 보내고, 클라이언트는 아무것도 눈치채지 못한다.
                    """)
            .why("""
                    Either side may close an idle connection at any time, and a message needs time to travel. For the
                    origin the connection was idle; for the proxy a request was under way (RFC 9112 section 9.5). No
                    check before sending can rule this out.
                    """, """
                    유휴 커넥션은 어느 쪽이든 언제든지 끊을 수 있고, 메시지가 건너가는 데는 시간이 걸린다. 원서버가 보기에 커넥션은 유휴
                    상태였고, 프락시가 보기에는 요청이 진행 중이다(RFC 9112 9.5절). 보내기 전에 아무리 확인해도 이 엇갈림을 없앨 수는
                    없다.
                    """)
            .cure("""
                    GET is idempotent: twice has the same effect as once. So it may be repeated automatically if the
                    connection fails before an answer comes (RFC 9110 section 9.2.2). The smart proxy does so by
                    default (--retry-on stale): only once, on a new connection, and only if not a single byte of an
                    answer has arrived.
                    """, """
                    GET은 멱등이다. 두 번 해도 한 번 한 것과 결과가 같다. 그래서 응답 전에 커넥션이 끊기면 자동으로 다시 보내도
                    된다(RFC 9110 9.2.2절). 단 한 번만, 새 커넥션으로, 응답이 한 바이트도 오지 않았을 때만 그렇게 한다. 영리한
                    프락시의 기본값이다(--retry-on stale).
                    """)
            .today("""
                    In every HTTP client with a connection pool, and in every gateway. Where nothing repeats the
                    request, this is the rare 502 or "connection reset" that nobody can reproduce.
                    """, """
                    커넥션 풀을 쓰는 모든 HTTP 클라이언트와 게이트웨이에서 만난다. 다시 보내지 않으면 아무도 재현하지 못하는 드문
                    502나 connection reset이 된다.
                    """)
            .cause(
                    Text.of("the origin closes as the request comes", "요청이 올 때 원서버가 끊는다"),
                    Text.of("the origin keeps its connection", "원서버가 커넥션을 유지한다"))
            .from("HTTP: The Definitive Guide, section 4.7.3", "RFC 9110 section 9.2.2", "RFC 9112 section 9.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Script closes = Scripts.perConnection(closeAsTheSecondComes(), ANSWERS);
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(Text.of("smart proxy", "영리한 프락시"), ListenMode.SMART);
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), stage.cause(closes, ANSWERS));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of(
                "The first exchange leaves an idle connection in the proxy's pool.",
                "첫 트랜잭션이 끝나고 프락시의 커넥션 풀에 유휴 커넥션이 남는다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request);

        stage.caption(Text.of(
                "The second request goes out on it, and the origin's close comes back.",
                "두 번째 요청이 그 커넥션으로 나가고, 돌아온 것은 원서버의 끊기다."));
        Answer answer = Answer.to(connection, request);
        proxy.await(ProxyEvent.ExchangeCompleted.class, done -> done.summary().nthOfClient() == 2);

        int repeated = proxy.events(ProxyEvent.ExchangeRetried.class).size();
        stage.measure(Text.of("times that the second request was sent", "두 번째 요청을 보낸 횟수"), 1 + repeated);
        stage.expect(
                Text.of("The GET is sent once more, on a new connection.", "GET을 새 커넥션으로 한 번 더 보낸다."),
                repeated == 1 && origin.connections().size() == 2,
                Text.of("Repeated %s time(s), %s connection(s).", "재전송 %s번, 커넥션 %s개.")
                        .with(repeated, origin.connections().size()));
        stage.expect(
                Text.of("The client gets its answer and notices nothing.", "클라이언트는 응답을 받고 아무것도 눈치채지 못한다."),
                answer.status() == 200,
                Text.of("It has got: %s.", "받은 것: %s.").with(answer.text()));
    }

    /** Answers once; what comes next stays unread, as if the origin had closed a moment before. */
    private static Script closeAsTheSecondComes() {
        return (wire, connectionNumber) -> {
            wire.readRequest();
            wire.send(Messages.ok("hello"));
            wire.awaitArrival(Wire.DEFAULT_TIMEOUT);
            wire.reset();
        };
    }
}
