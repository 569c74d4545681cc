package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** An answer without a length on a connection that stays open: all is there, and nobody knows it. */
final class LengthMissing implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_200);

    private static final Lesson LESSON = Lesson.named("length-missing", Family.KEEP_ALIVE)
            .title("Without a length, an answer ends only when its connection does", "길이가 없는 응답은 커넥션이 끊겨야 끝난다")
            .see("""
                    The origin keeps its connection open but forgets Content-Length. All the content reaches the
                    client at once, yet the answer is not over until the origin closes at its idle timeout. The proxy
                    cannot return the origin's connection to its pool, but it saves the client's connection by sending
                    the content in chunks.
                    """, """
                    원서버가 커넥션은 열어 두면서 Content-Length를 빠뜨린다. 본문은 곧바로 클라이언트에 모두 도착하지만, 원서버의
                    유휴 타임아웃이 끊을 때까지 응답은 끝나지 않는다. 프락시는 원서버 쪽 커넥션을 풀에 넣을 수 없지만, 본문을 청크로
                    보내 클라이언트 쪽 커넥션은 살린다.
                    """)
            .why("""
                    The end of the content is marked by Content-Length, or by the last chunk, or, if there is neither,
                    by the close (RFC 9112 section 6.3). An origin that wants to keep the connection but gives no
                    length makes everybody wait for the very thing it does not want to do.
                    """, """
                    본문이 어디서 끝나는지 알려 주는 것은 Content-Length나 마지막 청크이고, 둘 다 없으면 끊김이다(RFC 9112 6.3절).
                    커넥션을 유지하려는 원서버가 길이를 주지 않으면, 모두가 원서버가 하지 않으려는 바로 그 일을 기다리게 된다.
                    """)
            .cure("""
                    On a persistent connection every message must say where it ends (RFC 9112 section 9.3): with
                    Content-Length if the length is known in advance, in chunks if it is not. The smart proxy sends
                    such an answer in chunks to an HTTP/1.1 client, so that the client can tell a complete answer from
                    a truncated one. But it cannot find the end any sooner.
                    """, """
                    지속 커넥션의 모든 메시지는 자신의 길이를 알려야 한다(RFC 9112 9.3절). 미리 알면 Content-Length, 모르면 청크다.
                    영리한 프락시는 이런 응답을 HTTP/1.1 클라이언트에게 청크로 바꾸어 보내, 끝났는지 잘렸는지 구별할 수 있게 한다.
                    그러나 끝을 더 일찍 알아낼 수는 없다.
                    """)
            .today("""
                    In hand-written origins and scripts that write the head of the answer themselves. The browser
                    shows the whole page, but its loading indicator keeps spinning for exactly the origin's idle
                    timeout.
                    """, """
                    응답을 직접 써 내는 원서버나 스크립트에서 만난다. 브라우저는 페이지를 다 보여 주면서도 원서버의 유휴 타임아웃만큼
                    로딩 표시를 돌린다.
                    """)
            .cause(
                    Text.of("the answer has no Content-Length", "응답에 Content-Length가 없다"),
                    Text.of("the answer has a Content-Length", "응답에 Content-Length가 있다"))
            .from("RFC 9112 section 6.3", "RFC 9112 section 9.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        String answer = stage.cause(Messages.head("HTTP/1.1 200 OK") + "hello", Messages.ok("hello"));
        CountDownLatch contentCame = new CountDownLatch(1);
        Script forgets = (wire, number) -> {
            wire.readRequest();
            wire.send(answer);
            // So that the wait begins after the content, however slow this machine is.
            contentCame.await();
            wire.awaitArrival(ORIGIN_IDLE);
        };
        ScriptedOrigin origin =
                stage.origin(Cast.ORIGIN, Scripts.perConnection(forgets, Scripts.respond(Messages.ok("again"))));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of("The whole content arrives at once. Is that all?", "본문이 한꺼번에 모두 도착한다. 이것이 전부인가?"));
        ScriptedClient connection = client.connect(proxy.address());
        Wire wire = connection.wire();
        connection.send(request);
        String head = wire.readHead();
        Arrival content = wire.awaitArrival(Wire.DEFAULT_TIMEOUT);
        Duration came = stage.now();
        contentCame.countDown();
        wire.readContent(head);
        Duration waited = stage.now().minus(came);
        CloseReason why =
                proxy.await(ProxyEvent.ExchangeCompleted.class).summary().originClose();
        stage.caption(Text.of("The client's connection can be used again.", "클라이언트의 커넥션은 다시 쓸 수 있다."));
        boolean again = connection.exchange(request).statusCode() == 200;

        stage.measure(Text.of("from the content to the end of the answer", "본문 도착부터 응답의 끝까지"), waited);
        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), ORIGIN_IDLE);
        stage.expect(
                Text.of(
                        "The content is there, but the answer ends only with the origin's idle timeout.",
                        "본문은 도착했지만 응답은 원서버의 유휴 타임아웃이 되어서야 끝난다."),
                content == Arrival.BYTES && waited.compareTo(ORIGIN_IDLE) >= 0,
                Text.of("The end came %s after the content.", "끝은 본문보다 %s 늦게 왔다.")
                        .with(waited));
        stage.expect(
                Text.of("The origin's connection cannot be used again.", "원서버의 커넥션은 다시 쓸 수 없다."),
                why == CloseReason.RESPONSE_ENDS_AT_CLOSE,
                why == null
                        ? Text.of("It is in the pool.", "풀에 있다.")
                        : Text.of("The reason: %s", "이유: %s").with(why.label()));
        stage.expect(
                Text.of("The client's connection can: the proxy has sent chunks.", "클라이언트의 커넥션은 쓸 수 있다. 프락시가 청크로 보냈다."),
                again && head.contains("chunked"),
                Text.of("Transfer-Encoding: %s", "Transfer-Encoding: %s")
                        .with(head.contains("chunked") ? "chunked" : "–"));
    }
}
