package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;

/** A POST whose connection dies before the answer. */
final class StalePost implements Scenario {
    private static final Lesson LESSON = Lesson.named("stale-post", Family.STALE)
            .title("A POST is not sent again: it may have been processed", "POST는 다시 보내지 않는다. 이미 처리되었을 수 있다")
            .see("""
                    The proxy sends a POST on a connection that was used before, and the connection dies without an
                    answer. This time the client gets a 502. And the order that the POST was about? The origin has
                    carried it out; only the answer was lost.
                    """, """
                    프락시가 쓰던 커넥션으로 POST를 보냈는데, 응답 없이 커넥션이 끊긴다. 이번에는 클라이언트가 502를 받는다. 그러면
                    POST로 낸 주문은 어떻게 되었을까? 원서버는 주문을 이미 처리했고, 유실된 것은 응답뿐이다.
                    """)
            .why("""
                    Silence does not tell whether the request arrived too late or was carried out before the
                    connection died. For a GET that makes no difference. A POST that is sent twice orders twice.
                    """, """
                    응답이 없다는 사실만으로는 요청이 늦게 도착했는지, 처리된 뒤에 커넥션이 끊겼는지 알 수 없다. GET이라면 차이가
                    없지만, POST를 두 번 보내면 두 번 주문하게 된다.
                    """)
            .cure("""
                    A proxy must not repeat a request whose method is not idempotent, that is, not harmless to do
                    twice (RFC 9110 section 9.2.2). It answers 502 and says why (Proxy-Status). Only someone who knows
                    what the request means can decide: a user who is asked, or a client that gives each order a unique
                    key, so that the origin recognises a repeated one.
                    """, """
                    프락시는 비멱등 요청(두 번 하면 결과가 달라지는 요청)을 다시 보내면 안 된다(RFC 9110 9.2.2절). 502로 답하고
                    이유를 알린다(Proxy-Status). 다시 보낼지는 요청의 뜻을 아는 쪽만 정할 수 있다. 브라우저가 물어본 사용자나,
                    주문마다 고유한 키를 붙여 원서버가 중복을 알아보게 하는 클라이언트가 그렇다.
                    """)
            .today("""
                    In the browser's question whether to send a form again; in the idempotency keys of payment APIs;
                    in double orders behind gateways that were told to retry everything.
                    """, """
                    양식을 다시 제출하겠느냐는 브라우저의 대화상자, 결제 API의 멱등 키(idempotency key), 모든 요청을 재시도하게 설정한
                    게이트웨이에서 생기는 중복 주문에서 만난다.
                    """)
            .cause(Text.of("the request is a POST", "요청이 POST다"), Text.of("the request is a GET", "요청이 GET이다"))
            .from("HTTP: The Definitive Guide, section 4.7.3", "RFC 9110 section 9.2.2", "RFC 9209 section 2.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        String method = stage.cause("POST", "GET");
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(Text.of("smart proxy", "영리한 프락시"), ListenMode.SMART);
        ScriptedOrigin origin = stage.origin(
                Text.of("origin", "원서버"),
                Scripts.perConnection(dieAfterProcessing(), Scripts.respond(Messages.ok("done"))));

        stage.caption(Text.of(
                "The first exchange leaves an idle connection in the proxy's pool.",
                "첫 트랜잭션이 끝나고 프락시의 커넥션 풀에 유휴 커넥션이 남는다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request("GET", "/shop", origin));

        stage.caption(Text.of(
                "The origin carries the next request out, but dies before it has answered.",
                "원서버는 다음 요청을 처리하지만, 응답하기 전에 커넥션이 끊긴다."));
        Answer answer = Answer.to(connection, request(method, "/order", origin));
        proxy.await(ProxyEvent.ExchangeCompleted.class, done -> done.summary().nthOfClient() == 2);

        long ordered = origin.requests().stream()
                .map(Request::target)
                .filter("/order"::equals)
                .count();
        stage.measure(Text.of("the client's answer", "클라이언트가 받은 응답"), answer.text());
        stage.measure(Text.of("times that the origin has carried it out", "원서버가 처리한 횟수"), ordered);
        stage.expect(
                Text.of("The proxy does not send it again.", "프락시는 다시 보내지 않는다."),
                proxy.events(ProxyEvent.ExchangeRetried.class).isEmpty(),
                Text.of("It sent it %s time(s).", "보낸 횟수는 %s번이다.").with(ordered));
        stage.expect(
                Text.of("The client gets 502, although the request was carried out.", "요청은 처리되었는데도 클라이언트는 502를 받는다."),
                answer.status() == 502 && ordered == 1,
                Text.of("Answer: %s; carried out %s time(s).", "응답: %s, 처리 횟수: %s번.")
                        .with(answer.text(), ordered));
    }

    private static Script dieAfterProcessing() {
        return (wire, connectionNumber) -> {
            wire.readRequest();
            wire.send(Messages.ok("welcome"));
            wire.readRequest();
            wire.reset();
        };
    }

    private static String request(String method, String path, ScriptedOrigin origin) {
        return Messages.head(
                method + " " + origin.uri(path) + " HTTP/1.1", "Host: " + origin.authority(), "Content-Length: 0");
    }
}
