package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.function.Consumer;

/** The two directions of a connection end one by one. */
final class HalfClose implements Scenario {
    private static final Duration WORK = Duration.ofMillis(150);

    private static final Lesson LESSON = Lesson.named("half-close", Family.CLOSING)
            .title("After a half-close the other direction still works", "절반 끊기를 해도 반대 방향은 살아 있다")
            .see("""
                    A client sends its request and ends its output: its FIN leaves before there is an answer. The
                    answer still arrives, in the direction that is open. Only the other side's FIN ends the
                    connection.
                    """, """
                    클라이언트가 요청을 보내고 자기 출력 채널을 끊는다. 응답이 오기도 전에 FIN이 나간다. 그래도 응답은 아직 열려 있는
                    반대 방향으로 도착한다. 그다음 상대의 FIN이 와야 커넥션이 완전히 끝난다.
                    """)
            .why("""
                    A TCP connection is two streams, one in each direction. shutdown() ends one of them (half-close),
                    close() ends both (full close). A FIN says "I have nothing more to send", not "I am not
                    listening". Whoever takes it for a goodbye loses answers. A side that has closed fully, on the
                    other hand, can no longer receive anything.
                    """, """
                    TCP 커넥션은 양방향이고 방향마다 채널이 하나씩 있다. shutdown()은 그중 하나만 끊고(절반 끊기), close()는 둘 다
                    끊는다(전체 끊기). FIN은 "더 보낼 것이 없다"는 뜻이지 "듣지 않는다"는 뜻이 아니다. FIN을 작별 인사로 받아들이면
                    응답을 잃는다. 반대로 전체 끊기를 한 쪽은 더는 아무것도 받을 수 없다.
                    """)
            .cure("""
                    A client's half-close neither marks the end of a request nor means that the client no longer wants
                    its answer (RFC 9112 section 9.6). The smart proxy remembers the FIN, finishes the answer, and
                    then closes.
                    """, """
                    클라이언트의 절반 끊기는 요청 메시지의 끝을 뜻하지도, 응답이 필요 없다는 뜻도 아니다(RFC 9112 9.6절). 영리한
                    프락시는 FIN을 기억해 두고, 응답을 마저 보낸 다음 닫는다.
                    """)
            .today("""
                    printf … | nc, simple scripts and health checks half-close after the request. Some load balancers
                    and frameworks cancel the request when they see that FIN, and log it as 499 (client closed
                    request).
                    """, """
                    printf … | nc, 간단한 스크립트, 헬스 체크는 요청을 보내고 절반 끊기를 한다. 어떤 로드 밸런서와 프레임워크는 그
                    FIN을 보고 요청을 취소하며, 로그에 499(client closed request)로 남긴다.
                    """)
            .cause(
                    Text.of("the client half-closes", "클라이언트가 절반 끊기를 한다"),
                    Text.of("the client closes fully", "클라이언트가 전체 끊기를 한다"))
            .from("HTTP: The Definitive Guide, figure 4-20", "RFC 9112 section 9.6", "RFC 9293 section 3.6");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Gate gate = new Gate();
        Consumer<Wire> half = Wire::halfClose;
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(Text.of("smart proxy", "영리한 프락시"), ListenMode.SMART);
        ScriptedOrigin origin = stage.origin(Text.of("origin, takes its time", "느긋한 원서버"), gate.answers("hello"));

        stage.caption(Text.of(
                "The client asks, and says with a FIN that it sends nothing more.",
                "클라이언트가 요청하고, 더 보낼 것이 없다고 FIN으로 알린다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.send(Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority()));
        origin.awaitRequests(1);
        stage.cause(half, Wire::close).accept(connection.wire());
        Duration finished = stage.now();

        stage.caption(Text.of("The origin answers later.", "원서버는 나중에 응답한다."));
        // What comes has been sent after the FIN, however slow this machine is.
        Arrival before = connection.wire().awaitArrival(WORK);
        gate.open(1);
        Answer answer = Answer.readFrom(connection);
        Duration later = stage.now().minus(finished);

        stage.measure(Text.of("from the client's FIN to its answer", "클라이언트의 FIN부터 응답까지"), later);
        stage.expect(
                Text.of("The answer arrives after the client's FIN.", "클라이언트가 FIN을 보낸 뒤에 응답이 도착한다."),
                before == Arrival.NOTHING && answer.status() == 200,
                Text.of("It has got: %s.", "받은 것: %s.").with(answer.text()));
    }
}
