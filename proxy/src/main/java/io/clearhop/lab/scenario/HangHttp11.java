package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** The hang without a single field: what persists by default needs nobody to ask. */
final class HangHttp11 implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_500);

    private static final Lesson LESSON = Lesson.named("hang-http11", Family.HANG)
            .title("HTTP/1.1 hangs at a dumb proxy without any field", "HTTP/1.1은 헤더 하나 없이도 멍청한 프락시에서 멈춘다(hang)")
            .see("""
                    The client speaks HTTP/1.1 and sends neither Connection nor Keep-Alive nor Proxy-Connection. The
                    origin answers in HTTP/1.1, also without them. Still the second request hangs at the dumb proxy
                    until the origin's idle timeout.
                    """, """
                    클라이언트는 HTTP/1.1로 말하며 Connection도 Keep-Alive도 Proxy-Connection도 보내지 않는다. 원서버도 이런 헤더
                    없이 HTTP/1.1로 응답한다. 그런데도 두 번째 요청은 원서버의 유휴 타임아웃까지 멍청한 프락시에서 멈춘다.
                    """)
            .why("""
                    In HTTP/1.1 every connection persists unless someone says Connection: close. The proxy does not
                    even have to pass on a field by mistake: the version in the first line of the message is enough. A
                    proxy that waits for the origin to close is waiting for something that the standard no longer
                    promises.
                    """, """
                    HTTP/1.1에서는 누군가 Connection: close라고 말하지 않는 한 모든 커넥션이 지속된다. 프락시가 실수로 전달할
                    헤더조차 필요 없다. 시작줄의 버전이면 충분하다. 원서버가 끊기를 기다리는 프락시는 표준이 더는 약속하지 않는
                    것을 기다리는 셈이다.
                    """)
            .cure("""
                    A proxy must find the end of a message by its length or its chunks, not by the close. And on each
                    hop it must speak for itself, with its own version in the first line. A client that knows of a
                    dumb proxy can say Connection: close in every request: passed on, it makes the origin close. Then
                    nothing hangs, but nothing persists either.
                    """, """
                    프락시는 메시지의 끝을 커넥션이 끊기는 것이 아니라 길이나 청크로 찾아야 하고, 홉마다 자신의 버전으로 스스로
                    말해야 한다. 멍청한 프락시가 있음을 아는 클라이언트는 모든 요청에 Connection: close를 보낼 수 있다. 전달되면
                    원서버가 끊으므로 hang은 없지만, 지속도 없다.
                    """)
            .today("""
                    This is the form of the hang that is left: HTTP/1.0 clients are rare, but hand-written relays are
                    not. A browser behind such a relay shows a page's first few images, one per connection, and then
                    waits.
                    """, """
                    오늘날 남아 있는 hang이 바로 이것이다. HTTP/1.0 클라이언트는 드물지만 직접 짠 중계 프로그램은 드물지 않다.
                    그런 프로그램 뒤의 브라우저는 커넥션마다 하나씩, 페이지의 이미지 몇 개만 보여 주고 기다린다.
                    """)
            .cause(
                    Text.of("the client leaves the default of HTTP/1.1 as it is", "클라이언트가 HTTP/1.1의 기본값을 그대로 둔다"),
                    Text.of(
                            "the client says Connection: close in every request",
                            "클라이언트가 모든 요청에 Connection: close를 보낸다"))
            .from("HTTP: The Definitive Guide, figure 4-15", "RFC 9112 section 9.3", "RFC 9112 section 6.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Duration originIdle = stage.unhurried(ORIGIN_IDLE);
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.DUMB_PROXY, ListenMode.DUMB);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive11("hello", originIdle));
        String start = "GET " + origin.uri("/") + " HTTP/1.1";
        String host = "Host: " + origin.authority();
        String request = stage.cause(Messages.head(start, host), Messages.head(start, host, "Connection: close"));

        stage.caption(stage.cause(
                Text.of("A request in HTTP/1.1 without a word about the connection.", "커넥션에 대해 아무 말도 없는 HTTP/1.1 요청."),
                Text.of("A request that says close.", "close라고 말하는 요청.")));
        TwoRequests requests = TwoRequests.begin(stage, client, proxy.address(), request);
        stage.caption(
                requests.persists()
                        ? Text.of(
                                "Client and origin both believe that the connection persists; the proxy waits for its end.",
                                "클라이언트와 원서버는 커넥션이 지속된다고 여기고, 프락시는 끊기기를 기다린다.")
                        : Text.of(
                                "The origin closes as it was told, and the close passes through the proxy.",
                                "원서버는 들은 대로 끊고, 끊김은 프락시를 지나간다."));
        TwoRequests.Second second = requests.again();

        boolean said = requests.first().hasField("Connection");
        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), originIdle);
        stage.expect(
                Text.of("No answer says anything about the connection.", "응답은 커넥션에 대해 아무 말도 하지 않는다."),
                !said,
                said
                        ? Text.of("The answer has a Connection field.", "응답에 Connection 헤더가 있다.")
                        : Text.of("The answer has no Connection field.", "응답에 Connection 헤더가 없다."));
        stage.expect(
                Text.of(
                        "The second request hangs until the origin's idle timeout closes.",
                        "두 번째 요청은 원서버의 유휴 타임아웃이 끊을 때까지 멈춘다."),
                second.hungFor(originIdle) && TwoRequests.originEnded(proxy),
                second.told());
        int seen = origin.requests().size();
        stage.expect(
                Text.of("It never reaches the origin.", "원서버에는 닿지 않는다."),
                seen == 1,
                Text.of("The origin saw %s request(s).", "원서버가 본 요청은 %s개다.").with(seen));
    }
}
