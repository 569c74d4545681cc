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

/** Keep-alive asked for through a proxy that does not know what that is. */
final class DumbHang implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_500);

    private static final Lesson LESSON = Lesson.named("dumb-hang", Family.HANG)
            .title("Keep-alive through a dumb proxy hangs", "멍청한 프락시를 지나는 keep-alive는 멈춘다(hang)")
            .see("""
                    A client asks for a persistent connection with Connection: keep-alive. The proxy in between does
                    not know this field and passes it on. The first answer arrives. The second request is never
                    answered; the wait ends only when the origin's idle timeout closes the connection.
                    """, """
                    클라이언트가 Connection: keep-alive로 지속 커넥션을 요청한다. 가운데 프락시는 이 헤더를 몰라서 그대로
                    전달한다. 첫 응답은 도착하지만 두 번째 요청에는 응답이 오지 않고, 원서버가 유휴 타임아웃으로
                    커넥션을 끊어야 hang이 풀린다.
                    """)
            .why("""
                    Connection concerns one hop only. Passed on, it makes the origin believe that the proxy wants a
                    persistent connection, and makes the client believe that the proxy agreed. The proxy knows nothing
                    of it: it copies bytes until the origin closes, which the origin does not do, and until then it
                    does not look at the client again. All three wait for each other.
                    """, """
                    Connection 헤더는 한 홉(hop)에만 해당한다. 그대로 전달되면 원서버는 프락시가 지속 커넥션을 원한다고 믿고,
                    클라이언트는 프락시가 동의했다고 믿는다. 정작 프락시는 아무것도 모른다. 원서버가 닫을 때까지 바이트를
                    복사할 뿐인데 원서버는 닫지 않고, 그동안 프락시는 클라이언트를 다시 보지 않는다. 셋 모두 서로를 기다린다.
                    """)
            .cure("""
                    Before it forwards a message, a proxy must remove Connection and every field that it names (RFC
                    9110 section 7.6.1). A proxy that does so decides for itself, on each hop, whether the connection
                    persists.
                    """, """
                    프락시는 메시지를 전달하기 전에 Connection 헤더와 거기에 적힌 모든 헤더를 삭제해야 한다(RFC 9110 7.6.1절).
                    그렇게 하는 프락시는 두 커넥션의 지속 여부를 홉마다 스스로 정한다.
                    """)
            .today("""
                    In hand-written relays, in TCP forwarders that were taught a little HTTP, and in gateways that
                    copy all fields from one message to another.
                    """, """
                    직접 짠 중계 프로그램, HTTP를 조금만 아는 TCP 포워더, 한 메시지의 헤더를 다른 메시지로 모두 복사하는
                    게이트웨이에서 지금도 만난다.
                    """)
            .cause(Text.of("the proxy is dumb", "프락시가 멍청하다"), Text.of("the proxy is smart", "프락시가 영리하다"))
            .from("HTTP: The Definitive Guide, figure 4-15", "RFC 9110 section 7.6.1", "RFC 9112 appendix C.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Duration originIdle = stage.unhurried(ORIGIN_IDLE);
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(
                stage.cause(Cast.DUMB_PROXY, Cast.SMART_PROXY), stage.cause(ListenMode.DUMB, ListenMode.SMART));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive10Plus("hello", originIdle));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.0", "Connection: keep-alive");

        stage.caption(
                Text.of("The client asks the proxy to keep the connection alive.", "클라이언트가 프락시에게 커넥션을 유지해 달라고 한다."));
        TwoRequests requests = TwoRequests.begin(stage, client, proxy.address(), request);

        stage.caption(
                requests.persists()
                        ? Text.of(
                                "The answer says keep-alive: the client uses the connection again, and waits.",
                                "응답에 keep-alive가 있다. 클라이언트는 같은 커넥션으로 다시 요청하고 기다린다.")
                        : Text.of(
                                "The answer promises nothing: the client makes a new connection.",
                                "응답은 아무것도 약속하지 않는다. 클라이언트는 새 커넥션을 맺는다."));
        TwoRequests.Second second = requests.again();

        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), originIdle);
        int seen = origin.requests().size();
        stage.expect(
                Text.of("The second request never reaches the origin.", "두 번째 요청은 원서버에 닿지 않는다."),
                seen == 1,
                Text.of("The origin saw %s request(s).", "원서버가 본 요청은 %s개다.").with(seen));
        stage.expect(
                Text.of(
                        "No answer comes; the close ends the hang, and it is the origin's idle timeout that closes.",
                        "응답은 오지 않고 커넥션이 끊기며 hang이 끝난다. 끊는 것은 원서버의 유휴 타임아웃이다."),
                second.hungFor(originIdle) && TwoRequests.originEnded(proxy),
                second.told());
    }
}
