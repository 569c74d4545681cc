package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
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

/** A client says which request is its last. */
final class CloseAtLast implements Scenario {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Lesson LESSON = Lesson.named("close-at-last", Family.KEEP_ALIVE)
            .title("Connection: close with the last request", "마지막 요청에는 Connection: close를 보낸다")
            .see("""
                    Three requests use one connection. The third says Connection: close, and so does its answer; the
                    proxy then closes at once instead of waiting for a fourth request. The connection to the origin
                    stays in the pool and serves another client's request.
                    """, """
                    요청 셋이 한 커넥션으로 간다. 세 번째 요청에 Connection: close가 있다. 응답에도 있고, 프락시는 네 번째를
                    기다리지 않고 바로 끊는다. 원서버와의 커넥션은 풀에 남아 다른 클라이언트의 요청을 처리한다.
                    """)
            .why("""
                    HTTP/1.1 keeps a connection unless told otherwise. A client that is done and does not say so
                    leaves the other side holding memory and a descriptor for nothing, until its idle timeout.
                    """, """
                    HTTP/1.1은 다른 말이 없으면 커넥션을 유지한다. 다 끝났는데도 말하지 않으면 상대는 유휴 타임아웃까지 메모리와
                    파일 디스크립터를 헛되이 붙들고 있다.
                    """)
            .cure("""
                    Whoever knows that a message is the last one on its connection says close in it (RFC 9112 section
                    9.6). After that no further request may be sent. The receiver answers and then closes: first its
                    own direction, then the whole connection. close concerns one hop only: the proxy obeys it and does
                    not pass it on.
                    """, """
                    이 메시지가 커넥션의 마지막임을 아는 쪽은 close를 적는다(RFC 9112 9.6절). 그 뒤로는 요청을 보낼 수 없고, 받은
                    쪽은 응답한 뒤 끊는다. 먼저 자기 쪽 출력을, 그다음 전체를 끊는 순서다. close는 한 홉에 대한 말이라, 프락시는
                    따르기만 하고 전달하지 않는다.
                    """)
            .today("""
                    In command-line tools and health checks that make a single request; in origins that shut down or
                    shed load: nginx and Envoy put close into their answers while they drain.
                    """, """
                    요청을 하나만 하는 명령행 도구와 헬스 체크, 그리고 종료하거나 부하를 덜려는 원서버에서 볼 수 있다. nginx와 Envoy는
                    정리하는 동안 응답에 close를 적는다.
                    """)
            .cause(
                    Text.of("the last request says Connection: close", "마지막 요청이 Connection: close라고 말한다"),
                    Text.of("the last request says nothing", "마지막 요청이 아무 말도 하지 않는다"))
            .from("RFC 9112 section 9.6", "RFC 9112 section 9.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        Duration idle = stage.cause(LONG, SHORT);
        ProxyOnStage proxy = stage.proxy(
                Cast.SMART_PROXY,
                ListenMode.SMART,
                config -> config.timeouts(timeouts -> timeouts.withClientIdle(idle)));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respond(Messages.ok("hello")));
        String start = "GET " + origin.uri("/") + " HTTP/1.1";
        String host = "Host: " + origin.authority();
        String request = Messages.head(start, host);
        String last = stage.cause(Messages.head(start, host, "Connection: close"), request);

        stage.caption(Text.of("Two requests, and more to come.", "요청 둘. 아직 더 있다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(request);
        connection.exchange(request);
        stage.caption(Text.of("The third is the last.", "세 번째가 마지막이다."));
        Response response = connection.exchange(last);
        Duration answered = stage.now();
        connection.wire().awaitArrival(PATIENCE);
        Duration open = stage.now().minus(answered);
        connection.close();
        CloseReason why = proxy.await(ProxyEvent.ClientClosing.class).why();
        stage.caption(Text.of("Another client, the same origin.", "다른 클라이언트, 같은 원서버."));
        stage.client(Text.of("another client", "다른 클라이언트"))
                .connect(proxy.address())
                .exchange(request);

        int connections = origin.connections().size();
        stage.measure(Text.of("the connection stayed open after its last answer for", "마지막 응답 뒤 커넥션이 열려 있던 시간"), open);
        stage.expect(
                Text.of("The last answer confirms the close.", "마지막 응답이 close를 확인한다."),
                !response.persists(),
                Text.of("Connection in the answer: %s", "응답의 Connection: %s")
                        .with(response.hasField("Connection") ? "close" : "–"));
        stage.expect(
                Text.of(
                        "The proxy closes because it was asked to, not because it waited in vain.",
                        "프락시는 헛되이 기다려서가 아니라 요청받았기 때문에 끊는다."),
                why == CloseReason.CLIENT_ASKED,
                Text.of("The reason: %s", "이유: %s").with(why.label()));
        stage.expect(
                Text.of("The origin's connection goes on.", "원서버와의 커넥션은 계속 쓰인다."),
                connections == 1,
                Text.of("The origin saw %s connection(s) for 4 requests.", "원서버가 본 커넥션은 %s개, 요청은 4개다.")
                        .with(connections));
    }
}
