package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.List;

/** A wish to the proxy, understood by the proxy: it persists with the client, and with the origin by its own decision. */
final class ProxyConnectionSmart implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_500);

    private static final Lesson LESSON = Lesson.named("proxy-connection-smart", Family.HANG)
            .title("A smart proxy translates Proxy-Connection", "영리한 프락시는 Proxy-Connection을 변환한다")
            .see("""
                    An HTTP/1.0 client asks with Proxy-Connection: keep-alive. The smart proxy takes the field out and
                    grants the client its persistent connection. On the other side it keeps a persistent connection to
                    the origin as well, by its own decision. Both requests use the same connection on either side.
                    """, """
                    HTTP/1.0 클라이언트가 Proxy-Connection: keep-alive로 요청한다. 영리한 프락시는 이 헤더를 꺼내 클라이언트에게
                    지속 커넥션을 허락하고, 원서버 쪽에는 스스로 판단해 따로 지속 커넥션을 유지한다. 두 요청 모두 양쪽에서 각각
                    하나의 커넥션으로 오간다.
                    """)
            .why("""
                    The field tells the proxy what the client wants of this hop. What the other hop should do is a
                    separate question, and only the proxy can answer it. In the days of HTTP/1.0 it wrote Connection:
                    Keep-Alive for the origin; today it speaks HTTP/1.1 there, where connections persist by default
                    and no field is needed.
                    """, """
                    이 헤더는 클라이언트가 이 홉에서 바라는 것을 프락시에게 알린다. 다른 홉을 어떻게 할지는 별개의 문제이고
                    프락시만이 답할 수 있다. HTTP/1.0 시절에는 원서버에게 Connection: Keep-Alive로 바꾸어 보냈고, 지금은 지속이
                    기본인 HTTP/1.1로 말하므로 헤더가 필요 없다.
                    """)
            .cure("""
                    A proxy removes Proxy-Connection even if Connection does not name it (RFC 9110 section 7.6.1) and
                    writes its own Connection on each hop. The answer here says both Connection: keep-alive and
                    Proxy-Connection: keep-alive, because such a client may look for either.
                    """, """
                    프락시는 Connection이 가리키지 않아도 Proxy-Connection을 삭제하고(RFC 9110 7.6.1절) 홉마다 자신의 Connection을
                    쓴다. 여기서 응답에 Connection: keep-alive와 Proxy-Connection: keep-alive가 모두 있는 것은, 그런 클라이언트가
                    둘 중 어느 것을 볼지 모르기 때문이다.
                    """)
            .today("""
                    Every forward proxy receives this field from curl and from browsers and has to keep it from
                    origins. An origin that finds it in its log knows that some proxy on the way leaks it.
                    """, """
                    모든 포워드 프락시가 curl과 브라우저에게서 이 헤더를 받고, 원서버에 새지 않게 해야 한다. 원서버의 로그에
                    이 헤더가 보이면 어느 프락시가 흘리는지 알 수 있다.
                    """)
            .cause(Text.of("the proxy is smart", "프락시가 영리하다"), Text.of("the proxy is dumb", "프락시가 멍청하다"))
            .from("HTTP: The Definitive Guide, figure 4-16", "RFC 9110 section 7.6.1", "RFC 9112 appendix C.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(
                stage.cause(Cast.SMART_PROXY, Cast.DUMB_PROXY), stage.cause(ListenMode.SMART, ListenMode.DUMB));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive11("hello", ORIGIN_IDLE));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.0", "Proxy-Connection: keep-alive");

        stage.caption(Text.of(
                "The client says to the proxy, and to the proxy alone: keep our connection.",
                "클라이언트가 프락시에게만 말한다. 우리 커넥션을 유지하자."));
        TwoRequests requests = TwoRequests.begin(stage, client, proxy.address(), request);
        stage.caption(Text.of("The second request.", "두 번째 요청."));
        TwoRequests.Second second = requests.again();

        List<Request> seen = origin.requests();
        boolean leaked = seen.stream().anyMatch(each -> each.hasField("Proxy-Connection"));
        stage.expect(
                Text.of("The field stays on the client's hop.", "헤더는 클라이언트 쪽 홉에만 머문다."),
                !leaked,
                leaked
                        ? Text.of("Proxy-Connection reached the origin.", "Proxy-Connection이 원서버까지 갔다.")
                        : Text.of("Proxy-Connection did not reach the origin.", "Proxy-Connection은 원서버에 닿지 않았다."));
        stage.expect(
                Text.of("The client's connection carries both requests.", "클라이언트의 커넥션 하나로 두 요청이 모두 간다."),
                second.isAnswered() && second.sameConnection(),
                second.told());
        int connections = origin.connections().size();
        stage.expect(
                Text.of("So does the connection to the origin.", "원서버 쪽도 커넥션 하나로 간다."),
                seen.size() == 2 && connections == 1,
                Text.of("%s requests came over %s connection(s).", "요청 %s개가 커넥션 %s개로 왔다.")
                        .with(seen.size(), connections));
    }
}
