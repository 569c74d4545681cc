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

/** A wish to the proxy that means nothing to the origin: what a dumb proxy relays does no harm. */
final class ProxyConnectionDumb implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_500);

    private static final Lesson LESSON = Lesson.named("proxy-connection-dumb", Family.HANG)
            .title("Proxy-Connection passes a dumb proxy harmlessly", "Proxy-Connection은 멍청한 프락시를 지나도 해를 끼치지 않는다")
            .see("""
                    The client asks for a persistent connection with Proxy-Connection: keep-alive instead of
                    Connection. The dumb proxy passes this field on like everything else. The origin has never heard
                    of it and closes after its answer, as HTTP/1.0 does; the client makes a new connection for its
                    second request. Nothing persists, but nothing hangs either.
                    """, """
                    클라이언트가 Connection 대신 Proxy-Connection: keep-alive로 지속 커넥션을 요청한다. 멍청한 프락시는 다른 것과
                    마찬가지로 이 헤더도 그대로 전달한다. 원서버는 이 헤더를 모르므로 HTTP/1.0 방식대로 응답하고 바로 끊으며,
                    클라이언트는 두 번째 요청을 위해 새 커넥션을 맺는다. 커넥션은 유지되지 않지만 hang도 없다.
                    """)
            .why("""
                    The hang happens when the origin takes a relayed Connection: keep-alive for the proxy's own wish.
                    A field that only proxies know cannot be misunderstood that way: if it is passed on blindly, the
                    origin ignores it. That was Netscape's idea; the field has never been part of a standard.
                    """, """
                    hang은 원서버가 전달된 Connection: keep-alive를 프락시의 요청으로 오해해야 생긴다. 프락시만 아는 헤더라면
                    그렇게 오해될 수 없다. 모르고 전달해도 받는 쪽이 무시하기 때문이다. 넷스케이프의 생각이었고, 표준에 들어간
                    적은 없다.
                    """)
            .cure("""
                    This avoids the hang but cures nothing: the client does not get its persistent connection. It does
                    if the proxy knows the field (see proxy-connection-smart). With several proxies in a row even this
                    trick fails (see hang-dumb-before-smart). And with HTTP/1.1, where connections persist without
                    being asked to, it changes nothing (see hang-http11).
                    """, """
                    해결이 아니라 우회다. 클라이언트가 바란 지속 커넥션은 생기지 않는다. 프락시가 이 헤더를 알면 생긴다
                    (proxy-connection-smart). 프락시가 여럿 이어져 있으면 우회도 실패한다(hang-dumb-before-smart). 요청하지 않아도
                    커넥션을 유지하는 HTTP/1.1에서는 아무 소용이 없다(hang-http11).
                    """)
            .today("""
                    curl and Chromium still send Proxy-Connection: keep-alive to HTTP proxies, although RFC 9112
                    advises against it.
                    """, """
                    RFC 9112는 쓰지 말라고 권하지만, curl과 크로미움은 지금도 모든 http 프락시에 Proxy-Connection: keep-alive를
                    보낸다.
                    """)
            .cause(
                    Text.of("the client says Proxy-Connection", "클라이언트가 Proxy-Connection으로 말한다"),
                    Text.of("the client says Connection", "클라이언트가 Connection으로 말한다"))
            .from("HTTP: The Definitive Guide, figure 4-16", "RFC 9112 appendix C.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.DUMB_PROXY, ListenMode.DUMB);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive10Plus("hello", ORIGIN_IDLE));
        String field = stage.cause("Proxy-Connection", "Connection");
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.0", field + ": keep-alive");

        stage.caption(Text.of(
                        "The client asks with %s: keep-alive; the dumb proxy relays it.",
                        "클라이언트가 %s: keep-alive로 요청하고, 멍청한 프락시는 그대로 전달한다.")
                .with(field));
        TwoRequests requests = TwoRequests.begin(stage, client, proxy.address(), request);

        stage.caption(
                requests.persists()
                        ? Text.of(
                                "The origin believes that it was meant: the client is promised a connection that nobody reads.",
                                "원서버는 자기에게 한 말로 믿는다. 클라이언트는 아무도 읽지 않는 커넥션을 약속받았다.")
                        : Text.of(
                                "The origin ignores it and closes; the client knows that it needs a new connection.",
                                "원서버는 무시하고 끊는다. 클라이언트는 새 커넥션이 필요함을 안다."));
        TwoRequests.Second second = requests.again();

        stage.expect(
                Text.of("The origin promises nothing in its answer.", "원서버는 응답에서 아무것도 약속하지 않는다."),
                !requests.persists(),
                Text.of("Connection in the answer: %s", "응답의 Connection: %s")
                        .with(requests.first().hasField("Connection") ? "keep-alive" : "–"));
        stage.expect(
                Text.of(
                        "The second request goes over a new connection and is answered.",
                        "두 번째 요청은 새 커넥션으로 가고 응답을 받는다."),
                second.isAnswered() && !second.sameConnection(),
                second.told());
        int seen = origin.requests().size();
        stage.expect(
                Text.of("The origin sees both requests.", "원서버는 두 요청을 모두 본다."),
                seen == 2,
                Text.of("It saw %s.", "%s개를 보았다.").with(seen));
    }
}
