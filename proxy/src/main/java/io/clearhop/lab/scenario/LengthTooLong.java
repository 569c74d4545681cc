package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Message;
import io.clearhop.lab.Messages;
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
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;

/** A Content-Length that promises more than comes. */
final class LengthTooLong implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(1_200);
    private static final String CONTENT = "hello";

    private static final Lesson LESSON = Lesson.named("length-too-long", Family.KEEP_ALIVE)
            .title(
                    "A Content-Length that is too long: everybody waits for bytes that never come",
                    "너무 큰 Content-Length: 오지 않을 바이트를 모두가 기다린다")
            .see("""
                    The origin promises eleven bytes, sends five, and waits for the next request on its persistent
                    connection. Client and proxy wait for the missing six. When the origin closes at its idle timeout,
                    the proxy knows that the answer was cut off. It ends the client's connection short of the promised
                    length, so that the client knows it too.
                    """, """
                    원서버가 11바이트를 약속하고 5바이트만 보낸 뒤, 지속 커넥션에서 다음 요청을 기다린다. 클라이언트와 프락시는 모자란
                    6바이트를 기다린다. 원서버의 유휴 타임아웃이 커넥션을 끊으면 프락시는 응답이 잘렸음을 알고, 클라이언트도 알도록
                    약속한 길이에 못 미친 채 클라이언트의 커넥션을 끝낸다.
                    """)
            .why("""
                    On a persistent connection only the length tells where an answer ends. The receiver has to believe
                    it: five bytes out of eleven are an answer that is still arriving, however long nothing comes.
                    """, """
                    지속 커넥션에서 응답이 어디서 끝나는지 알려 주는 것은 길이뿐이다. 받는 쪽은 믿을 수밖에 없다. 11바이트 중
                    5바이트가 왔다면, 아무리 오래 아무것도 오지 않아도 아직 오는 중인 응답이다.
                    """)
            .cure("""
                    If the connection closes before the promised length, the message is incomplete (RFC 9112 section
                    8). A proxy must not make it look complete. Clearhop does not fill in what is missing and does not
                    reuse either connection; where neither a length nor chunks would reveal the cut, it ends with a
                    reset. --stall-timeout limits how long it waits.
                    """, """
                    약속한 길이보다 먼저 끊으면 메시지는 미완성이다(RFC 9112 8절). 프락시는 이를 완성된 것처럼 보이게 하면 안 된다.
                    Clearhop은 모자란 것을 채워 넣지 않고 두 커넥션 모두 다시 쓰지 않으며, 길이나 청크로 잘렸음이 드러나지 않을 때는
                    리셋으로 끝낸다.
                    기다리는 시간은 --stall-timeout으로 제한된다.
                    """)
            .today("""
                    When content is compressed after the length was written, or when a process dies half way. Chrome
                    reports ERR_CONTENT_LENGTH_MISMATCH.
                    """, """
                    길이를 쓴 뒤에 본문을 압축했거나, 프로세스가 도중에 죽은 경우다. 크롬은 ERR_CONTENT_LENGTH_MISMATCH라고
                    표시한다.
                    """)
            .cause(
                    Text.of("Content-Length is larger than the content", "Content-Length가 본문보다 크다"),
                    Text.of("Content-Length is right", "Content-Length가 맞다"))
            .from("RFC 9112 section 6.3", "RFC 9112 section 8");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        int promised = stage.cause(CONTENT.length() + 6, CONTENT.length());
        String answer = Messages.head("HTTP/1.1 200 OK", "Content-Length: " + promised) + CONTENT;
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respondThenIdleClose(answer, ORIGIN_IDLE));

        stage.caption(Text.of("The origin promises %s bytes and sends %s.", "원서버가 %s바이트를 약속하고 %s바이트를 보낸다.")
                .with(promised, CONTENT.length()));
        ScriptedClient connection = client.connect(proxy.address());
        Wire wire = connection.wire();
        Duration began = stage.now();
        connection.send(Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority()));
        String told = String.valueOf(Message.of(wire.readHead()).field("Content-Length"));
        wire.readBytes(CONTENT.length());
        Duration came = stage.now();
        boolean missing = !told.equals(Integer.toString(CONTENT.length()));
        if (missing) {
            stage.caption(Text.of("Client and proxy wait for the rest.", "클라이언트와 프락시가 나머지를 기다린다."));
        }
        Arrival next = missing ? wire.awaitArrival(Wire.DEFAULT_TIMEOUT) : Arrival.NOTHING;
        Duration waited = stage.now().minus(came);
        Duration whole = stage.now().minus(began);
        Outcome outcome =
                proxy.await(ProxyEvent.ExchangeCompleted.class).summary().outcome();

        stage.measure(Text.of("waited for the rest", "나머지를 기다린 시간"), waited);
        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), ORIGIN_IDLE);
        stage.expect(
                Text.of("The wait lasts until the origin's idle timeout closes.", "기다림은 원서버의 유휴 타임아웃이 끊을 때까지 이어진다."),
                whole.compareTo(ORIGIN_IDLE) >= 0,
                Text.of("It lasted %s.", "%s 동안 이어졌다.").with(waited));
        stage.expect(
                Text.of(
                        "The cut answer does not look complete: the client's connection ends before the promised length.",
                        "잘린 응답은 완성된 것처럼 보이지 않는다. 클라이언트의 커넥션은 약속한 길이에 못 미친 채 끝난다."),
                (next == Arrival.FIN || next == Arrival.RESET) && outcome == Outcome.CUT,
                Text.of("The client saw %s; the exchange ended as: %s.", "클라이언트가 본 것: %s, 트랜잭션의 결말: %s.")
                        .with(next, outcome.label()));
    }
}
