package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
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
import java.time.Duration;

/** Keep-alive asked for through a proxy that does not know what that is. */
final class DumbHang implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Lesson LESSON = Lesson.named("dumb-hang", Family.HANG)
            .title("Keep-alive through a dumb proxy hangs", "멍청한 프락시를 지나는 keep-alive는 멈춘다(hang)")
            .see("""
                    A client asks for a persistent connection with Connection: keep-alive. The proxy between does not know
                    that field and passes it on. The first answer arrives; the second request is never answered, until
                    the origin's idle timeout ends the hang.
                    """, """
                    클라이언트가 Connection: keep-alive로 지속 커넥션을 요청한다. 가운데 프락시는 이 헤더를 몰라서 그대로
                    전달한다. 첫 응답은 도착하지만 두 번째 요청에는 응답이 오지 않고, 오리진의 유휴 타임아웃이 끝나서야
                    hang이 풀린다.
                    """)
            .why("""
                    Connection is about one hop only. Relayed, it makes the origin believe that the proxy wants to persist,
                    and the client that the proxy agreed. Nobody asked the proxy: it copies bytes until the origin closes,
                    which the origin does not do, and it does not look at the client again meanwhile. All three wait.
                    """, """
                    Connection 헤더는 한 홉(hop)에만 해당한다. 그대로 전달되면 오리진은 프락시가 지속 커넥션을 원한다고 믿고,
                    클라이언트는 프락시가 동의했다고 믿는다. 정작 프락시는 아무것도 모른다. 오리진이 닫을 때까지 바이트를
                    복사할 뿐인데 오리진은 닫지 않고, 그동안 프락시는 클라이언트를 다시 보지 않는다. 셋 모두 서로를 기다린다.
                    """)
            .cure("""
                    A proxy must remove Connection and every field that it names before it forwards a message (RFC 9110
                    section 7.6.1). A proxy that does decides about each of its two connections by itself.
                    """, """
                    프락시는 메시지를 전달하기 전에 Connection 헤더와 거기에 적힌 모든 헤더를 삭제해야 한다(RFC 9110 7.6.1절).
                    그렇게 하는 프락시는 두 커넥션의 지속 여부를 홉마다 스스로 정한다.
                    """)
            .today("""
                    In hand-written relays, TCP forwarders that were taught a little HTTP, and gateways that copy all fields
                    from one message into another.
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
        ListenMode mode = stage.cause(ListenMode.DUMB, ListenMode.SMART);
        var client = stage.client(Text.of("client", "클라이언트"));
        Text name = stage.cause(Text.of("dumb proxy", "멍청한 프락시"), Text.of("smart proxy", "영리한 프락시"));
        ProxyOnStage proxy = stage.proxy(name, mode);
        ScriptedOrigin origin = stage.origin(Text.of("origin", "오리진"), Scripts.keepAlive10Plus("hello", ORIGIN_IDLE));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.0", "Connection: keep-alive");

        stage.caption(
                Text.of("The client asks the proxy to keep the connection alive.", "클라이언트가 프락시에게 커넥션을 유지해 달라고 한다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request);

        stage.caption(Text.of("It believes that it may use the connection again.", "클라이언트는 커넥션을 다시 써도 된다고 믿는다."));
        Arrival first = connection.wire().awaitArrival(Duration.ZERO);
        if (first == Arrival.NOTHING) {
            connection.send(request);
        }
        Duration asked = stage.now();
        Arrival came = connection.wire().awaitArrival(PATIENCE);
        Duration waited = stage.now().minus(asked);

        stage.measure(Text.of("the client waited for", "클라이언트가 기다린 시간"), waited);
        stage.measure(Text.of("the origin's idle timeout", "오리진의 유휴 타임아웃"), ORIGIN_IDLE);
        int seen = origin.requests().size();
        stage.expect(
                Text.of("The second request never reaches the origin.", "두 번째 요청은 오리진에 닿지 않는다."),
                seen == 1,
                Text.of("The origin saw %s request(s).", "오리진이 본 요청은 %s개다.").with(seen));
        stage.expect(
                Text.of(
                        "No answer comes; the close ends the hang, and it is the origin's idle timeout that closes.",
                        "응답은 오지 않고 커넥션이 끊기며 hang이 끝난다. 끊는 것은 오리진의 유휴 타임아웃이다."),
                came == Arrival.FIN && waited.compareTo(ORIGIN_IDLE.dividedBy(2)) > 0,
                Text.of("After %s came: %s.", "%s 뒤에 온 것: %s.").with(waited, came));
    }
}
