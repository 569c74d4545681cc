package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;

/** An origin tells how long it keeps an idle connection, and the pool lets go of it before. */
final class KeepAliveTimeout implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofSeconds(4);

    private static final Lesson LESSON = Lesson.named("keep-alive-timeout", Family.KEEP_ALIVE)
            .title("Keep-Alive: timeout, obeyed by the pool", "Keep-Alive: timeout을 커넥션 풀이 지킨다")
            .see("""
                    The origin answers with Keep-Alive: timeout=2 and closes an idle connection a little later than it
                    said. The proxy keeps the connection in its pool for one second and then closes it itself. The
                    next request finds no pooled connection and gets a new one.
                    """, """
                    원서버는 Keep-Alive: timeout=2로 응답하고, 유휴 커넥션을 말한 것보다 조금 더 두었다가 끊는다. 프락시는 그
                    커넥션을 1초만 풀에 두었다가 스스로 닫는다. 다음 요청은 풀에서 커넥션을 찾지 못하고 새 커넥션을 얻는다.
                    """)
            .why("""
                    If the origin closes first, its close and the next request may cross on the way, and the request
                    arrives at a connection that is already closed. The side that sends requests can avoid this by
                    closing first; timeout tells it how soon that has to be.
                    """, """
                    원서버가 먼저 끊으면 그 끊김과 다음 요청이 길에서 엇갈릴 수 있다. 그러면 요청은 이미 사라진 커넥션으로 나간다.
                    요청을 보내는 쪽이 먼저 닫으면 이를 피할 수 있고, timeout은 얼마나 일찍 닫아야 하는지 알려 준다.
                    """)
            .cure("""
                    The parameter is a hint, not a promise: either side may close at any time (RFC 9112 section 9.5).
                    Clearhop subtracts a margin of one second, or uses half of the value if it is shorter than two
                    seconds, and never keeps a connection longer than its own --origin-idle-timeout.
                    """, """
                    이 값은 약속이 아니라 힌트다. 어느 쪽이든 언제나 끊을 수 있다(RFC 9112 9.5절). Clearhop은 여기서 1초의 여유를
                    빼고, 2초보다 짧으면 절반만 쓰며, 자신의 --origin-idle-timeout보다 오래 두지는 않는다.
                    """)
            .today("""
                    Occasional 502 answers from a load balancer often mean that its own idle timeout is longer than
                    that of the application behind it. Apache httpd and Node.js send this hint; few clients read it.
                    """, """
                    로드 밸런서 뒤에서 가끔 나타나는 502는 앞쪽의 유휴 타임아웃이 뒤쪽보다 길다는 뜻일 때가 많다. Apache httpd와
                    Node.js는 이 힌트를 보내지만 읽는 클라이언트는 적다.
                    """)
            .cause(
                    Text.of("the origin says Keep-Alive: timeout=2", "원서버가 Keep-Alive: timeout=2라고 말한다"),
                    Text.of("the origin does not say when it will close", "원서버가 언제 끊을지 말하지 않는다"))
            .from("RFC 9112 appendix C.2.2", "RFC 9112 section 9.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        String hint = stage.cause("Keep-Alive: timeout=2", "X-Keep-Alive: not said");
        String answer = Messages.head("HTTP/1.1 200 OK", "Connection: keep-alive", hint, "Content-Length: 5") + "hello";
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respondThenIdleClose(answer, ORIGIN_IDLE));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of("An exchange; then nobody asks for anything.", "트랜잭션이 한 번 있고, 그 뒤에는 아무도 요청하지 않는다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request);
        ProxyEvent.OriginPooled pooled = proxy.await(ProxyEvent.OriginPooled.class);
        ProxyEvent.OriginClosed closed = proxy.await(ProxyEvent.OriginClosed.class);
        stage.caption(Text.of("The next request.", "다음 요청."));
        connection.exchange(request);

        boolean byProxy = closed.why() == CloseReason.ORIGIN_KEEP_ALIVE;
        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), ORIGIN_IDLE);
        stage.measure(
                Text.of("the connection rested in the pool", "커넥션이 풀에서 쉰 시간"),
                Duration.ofNanos(closed.nanos() - pooled.nanos()));
        stage.expect(
                Text.of("The pool knows how long the origin waits.", "풀은 원서버가 얼마나 기다리는지 안다."),
                pooled.hintSeconds() == 2,
                pooled.hintSeconds() < 0
                        ? Text.of("It was not told.", "듣지 못했다.")
                        : Text.of("It was told %s s.", "%s초라고 들었다.").with(pooled.hintSeconds()));
        stage.expect(
                Text.of("The proxy closes, before the origin does.", "원서버보다 먼저 프락시가 닫는다."),
                byProxy,
                Text.of("Closed by %s (%s).", "닫은 쪽: %s (%s).")
                        .with(
                                byProxy ? Text.of("the proxy", "프락시") : Text.of("the origin", "원서버"),
                                closed.why().label()));
        int connections = origin.connections().size();
        stage.expect(
                Text.of("The next request gets a new connection.", "다음 요청은 새 커넥션을 얻는다."),
                connections == 2,
                Text.of("The origin saw %s connections.", "원서버가 본 커넥션은 %s개다.").with(connections));
    }
}
