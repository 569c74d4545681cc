package io.clearhop.lab.scenario;

import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.lab.Messages;
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

/** Proxy-Connection, relayed by a dumb proxy to a smart one, which believes it. */
final class HangDumbBeforeSmart implements Scenario {
    private static final Duration CLIENT_IDLE = Duration.ofMillis(1_500);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Lesson LESSON = Lesson.named("hang-dumb-before-smart", Family.HANG)
            .title(
                    "Proxy-Connection through a dumb proxy to a smart one hangs again",
                    "멍청한 프락시 뒤에 영리한 프락시가 있으면 Proxy-Connection을 써도 다시 멈춘다(hang)")
            .see("""
                    Two proxies in a row, the dumb one first. It passes Proxy-Connection: keep-alive on to the smart
                    one, which knows the field, takes it for the dumb proxy's own wish, and keeps the connection open.
                    Nobody reads the client's second request until the smart proxy's idle timeout closes the
                    connection.
                    """, """
                    프락시 둘이 이어져 있고 앞의 것이 멍청하다. 멍청한 프락시가 전달한 Proxy-Connection: keep-alive를, 이 헤더를
                    아는 영리한 프락시는 멍청한 프락시의 요청으로 알고 커넥션을 유지한다. 클라이언트의 두 번째 요청은 영리한
                    프락시의 유휴 타임아웃이 커넥션을 끊을 때까지 읽히지 않는다.
                    """)
            .why("""
                    Proxy-Connection only moves the misunderstanding from the origin to the next proxy. Whoever
                    receives the field cannot tell whether the sender meant it or merely passed it on: nothing in the
                    message says so.
                    """, """
                    Proxy-Connection은 오해하는 쪽을 원서버에서 다음 프락시로 옮길 뿐이다. 이 헤더를 받은 쪽은 보낸 쪽이 정말
                    바란 것인지 그저 전달한 것인지 알 수 없다. 메시지에는 그것을 알려 주는 것이 없다.
                    """)
            .cure("""
                    RFC 9112 section 9.3 draws the line: a proxy must not keep a connection with an HTTP/1.0 client,
                    whatever its fields say. In Clearhop that is --http10-keep-alive never. The run without the cause
                    shows it: the smart proxy closes, the dumb one passes the close on, and the client makes a new
                    connection.
                    """, """
                    RFC 9112 9.3절이 선을 긋는다. 프락시는 헤더에 무엇이 있든 HTTP/1.0 클라이언트와 커넥션을 유지하지 않는다.
                    Clearhop에서는 --http10-keep-alive never가 그것이다. 원인을 없앤 실행에서 보듯 영리한 프락시가 끊고, 멍청한
                    프락시가 그 끊김을 전달하며, 클라이언트는 새 커넥션을 맺는다.
                    """)
            .today("""
                    Where traffic is diverted through a middlebox that nobody configured and nobody sees: a filter, an
                    antivirus program or a relay in a test set-up, in front of the company's real proxy.
                    """, """
                    아무도 설정하지 않았고 보이지도 않는 중간 장비를 거칠 때 만난다. 회사의 진짜 프락시 앞에 놓인 필터, 백신,
                    시험 환경의 중계 프로그램이 그렇다.
                    """)
            .cause(
                    Text.of(
                            "the smart proxy believes an HTTP/1.0 client's Proxy-Connection",
                            "영리한 프락시가 HTTP/1.0 클라이언트의 Proxy-Connection을 믿는다"),
                    Text.of(
                            "the smart proxy never persists with HTTP/1.0 clients",
                            "영리한 프락시가 HTTP/1.0 클라이언트와는 커넥션을 유지하지 않는다"))
            .from("HTTP: The Definitive Guide, figure 4-17", "RFC 9112 section 9.3", "RFC 9112 appendix C.2.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        stage.columns(Cast.DUMB_PROXY, Cast.SMART_PROXY);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.keepAlive11("hello", LONG));
        Http10KeepAlive policy = stage.cause(Http10KeepAlive.PROXY_CONNECTION, Http10KeepAlive.NEVER);
        ProxyOnStage smart = stage.proxy(
                Cast.SMART_PROXY,
                ListenMode.SMART,
                config -> config.http10KeepAlive(policy).timeouts(each -> each.withClientIdle(CLIENT_IDLE)));
        HostPort next = new HostPort("127.0.0.1", smart.address().getPort());
        ProxyOnStage dumb = stage.proxy(Cast.DUMB_PROXY, ListenMode.DUMB, config -> config.parent(next));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.0", "Proxy-Connection: keep-alive");

        stage.caption(Text.of(
                "The client asks its proxy to persist. Its proxy is dumb and asks the next one, without knowing it.",
                "클라이언트가 자기 프락시에게 커넥션 유지를 요청한다. 멍청한 프락시는 자기도 모르게 다음 프락시에게 요청한다."));
        TwoRequests requests = TwoRequests.begin(stage, client, dumb.address(), request);
        stage.caption(
                requests.persists()
                        ? Text.of(
                                "The smart proxy grants it. The dumb one waits for its close, and reads nothing meanwhile.",
                                "영리한 프락시가 허락한다. 멍청한 프락시는 그쪽이 끊기를 기다리느라 아무것도 읽지 않는다.")
                        : Text.of(
                                "The smart proxy closes after its answer, and the dumb one after it.",
                                "영리한 프락시는 응답 뒤에 끊고, 멍청한 프락시도 따라 끊는다."));
        TwoRequests.Second second = requests.again();

        CloseReason why = smart.await(ProxyEvent.ClientClosing.class).why();
        stage.measure(Text.of("the smart proxy's client idle timeout", "영리한 프락시의 클라이언트 유휴 타임아웃"), CLIENT_IDLE);
        stage.expect(
                Text.of(
                        "The client is told that its connection persists; it was not its proxy that said so.",
                        "클라이언트는 커넥션이 유지된다는 말을 듣지만, 그 말을 한 것은 자기 프락시가 아니다."),
                requests.persists(),
                Text.of("Proxy-Connection in the answer: %s", "응답의 Proxy-Connection: %s")
                        .with(requests.first().hasField("Proxy-Connection") ? "keep-alive" : "–"));
        stage.expect(
                Text.of(
                        "The second request hangs until the smart proxy's idle timeout.",
                        "두 번째 요청은 영리한 프락시의 유휴 타임아웃까지 멈춘다."),
                second.hungFor(CLIENT_IDLE) && why == CloseReason.CLIENT_IDLE,
                Text.of("%s The smart proxy closed: %s.", "%s 영리한 프락시가 끊은 이유: %s.")
                        .with(second.told(), why.label()));
        int seen = origin.requests().size();
        stage.expect(
                Text.of("The origin sees only the first request.", "원서버는 첫 요청만 본다."),
                seen == 1,
                Text.of("It saw %s.", "%s개를 보았다.").with(seen));
    }
}
