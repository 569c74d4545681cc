package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
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

/** Receive, obey, delete, forward: what a proxy does with Connection, in both directions. */
final class ConnectionFourSteps implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Lesson LESSON = Lesson.named("connection-four-steps", Family.HOP_BY_HOP)
            .title(
                    "Connection: receive, obey, delete what it names, forward",
                    "Connection 처리의 네 단계: 받고, 따르고, 지우고, 전달한다")
            .see("""
                    The request says Connection: close, X-Hop and has two more fields, X-Hop and X-End. The proxy
                    applies close to the client's connection only, removes Connection and X-Hop, and forwards the
                    rest, X-End included. The answer's Connection names another field, X-Answer-Hop, and is treated
                    the same way. The connection to the origin goes back into the pool: the client's close did not
                    concern it.
                    """, """
                    요청에는 Connection: close, X-Hop과 함께 X-Hop, X-End 헤더가 있다. 프락시는 close를 클라이언트와의
                    커넥션에서만 따르고, Connection과 X-Hop을 지운 뒤 X-End를 포함한 나머지를 전달한다. 응답도 자신의 헤더
                    X-Answer-Hop을 가리키며, 똑같이 처리된다. 원서버와의 커넥션은 풀로 돌아간다. 클라이언트의 close는 그
                    커넥션에 대한 말이 아니었다.
                    """)
            .why("""
                    A message crosses several connections (hops), but some of what it says concerns only one of them.
                    The Connection field lists these things: options such as close, and the names of other fields.
                    With that list a proxy can remove fields it has never heard of, and new hop-by-hop fields can be
                    invented without old proxies leaking them.
                    """, """
                    메시지는 여러 커넥션을 지나지만 그중 하나에만 해당하는 말도 담고 있다. Connection은 그것을 열거한다. close 같은
                    옵션과 헤더의 이름이다. 그래서 프락시는 처음 보는 헤더도 지울 수 있고, 새 홉별 헤더를 만들어도 오래된 프락시가
                    흘려보내지 않는다.
                    """)
            .cure("""
                    Four steps (RFC 9110 section 7.6.1): receive the message with its Connection field; apply its
                    options to the connection it came on; delete every field that it names, and Connection itself;
                    forward the message. What the proxy wants of the next connection it writes itself. Answers are
                    treated alike.
                    """, """
                    네 단계다(RFC 9110 7.6.1절). Connection과 함께 메시지를 받고, 옵션을 이 커넥션에 적용하고, 거기 적힌 모든
                    헤더와 Connection 자신을 지우고, 전달한다. 다음 커넥션에 바라는 것은 프락시가 스스로 쓴다. 응답도 마찬가지다.
                    """)
            .today("""
                    Many gateways delete only a fixed list of fields and let through what Connection names in
                    addition. Then something meant only for the neighbour, such as a token or a debug switch, reaches
                    the origin.
                    """, """
                    많은 게이트웨이가 정해진 이름만 지우고 Connection이 따로 가리킨 것은 흘려보낸다. 그러면 이웃에게만 보낸 토큰이나
                    디버그 스위치가 원서버까지 간다.
                    """)
            .cause(Text.of("the proxy is smart", "프락시가 영리하다"), Text.of("the proxy is dumb", "프락시가 멍청하다"))
            .from("HTTP: The Definitive Guide, figure 4-9", "RFC 9110 section 7.6.1", "RFC 9112 section 9.6");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(
                stage.cause(Cast.SMART_PROXY, Cast.DUMB_PROXY), stage.cause(ListenMode.SMART, ListenMode.DUMB));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, (wire, number) -> {
            boolean persists = true;
            while (persists && wire.awaitArrival(PATIENCE) == Arrival.BYTES) {
                persists = wire.readRequest().persists();
                wire.send(Messages.head(
                                "HTTP/1.1 200 OK",
                                "Connection: " + (persists ? "X-Answer-Hop" : "close, X-Answer-Hop"),
                                "X-Answer-Hop: for the proxy alone",
                                "X-Answer-End: for the client",
                                "Content-Length: 5")
                        + "hello");
            }
        });

        stage.caption(Text.of(
                "Receive, delete, forward: what becomes of close and X-Hop, which Connection names?",
                "받고, 지우고, 전달한다: Connection이 가리킨 close와 X-Hop은 어떻게 되는가?"));
        ScriptedClient connection = client.connect(proxy.address());
        Response response = connection.exchange(Messages.head(
                "GET " + origin.uri("/") + " HTTP/1.1",
                "Host: " + origin.authority(),
                "Connection: close, X-Hop",
                "X-Hop: for the proxy alone",
                "X-End: for the origin"));
        stage.caption(stage.cause(
                Text.of("Obey: only the connection on which close was said ends.", "따른다: close라는 말이 오간 커넥션만 끝난다."),
                Text.of(
                        "Nobody obeyed at the proxy: the word went on to the origin, and closed the whole chain.",
                        "프락시에서는 아무도 따르지 않았다. 말은 원서버까지 가서 전체를 끊었다.")));
        Arrival end = connection.wire().awaitArrival(PATIENCE);

        Request request = origin.requests().get(0);
        boolean originLeft = origin.connections().get(0).peerEnd() != null || !request.persists();
        boolean pooled = !originLeft
                && proxy.awaitFor(PATIENCE, ProxyEvent.OriginPooled.class).isPresent();
        stage.expect(
                Text.of("X-Hop is deleted, X-End arrives at the origin.", "X-Hop은 지워지고 X-End는 원서버에 도착한다."),
                !request.hasField("X-Hop") && request.hasField("X-End"),
                Text.of("The origin received: %s", "원서버가 받은 것: %s").with(HopFields.named("X-", request)));
        stage.expect(
                Text.of(
                        "X-Answer-Hop is deleted, X-Answer-End arrives at the client.",
                        "X-Answer-Hop은 지워지고 X-Answer-End는 클라이언트에 도착한다."),
                !response.hasField("X-Answer-Hop") && response.hasField("X-Answer-End"),
                Text.of("The client received: %s", "클라이언트가 받은 것: %s").with(HopFields.named("X-", response)));
        stage.expect(
                Text.of(
                        "close ends the client's connection, and the origin hears nothing of it.",
                        "close는 클라이언트의 커넥션을 끝내고, 원서버는 그 말을 듣지 못한다."),
                end == Arrival.FIN && pooled,
                originLeft
                        ? Text.of("The origin was told to close.", "원서버도 끊으라는 말을 들었다.")
                        : Text.of(
                                        "The client's connection ended with %s, the origin's is still open.",
                                        "클라이언트의 커넥션이 끝난 방식: %s. 원서버의 커넥션은 아직 열려 있다.")
                                .with(end));
    }
}
