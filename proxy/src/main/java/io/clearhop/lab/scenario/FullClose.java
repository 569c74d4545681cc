package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ten good answers that the eleventh request destroys. */
final class FullClose implements Scenario {
    private static final int ANSWERED = 10;
    private static final int SIZE = 24_000;
    private static final Duration BUSY = Duration.ofMillis(100);

    private static final Lesson LESSON = Lesson.named("full-close", Family.CLOSING)
            .title("A full close loses ten good answers to the eleventh request", "전체 끊기는 열한 번째 요청 때문에 멀쩡한 응답 열 개를 잃는다")
            .see("""
                    A client sends ten requests in a pipeline. The origin answers all ten and closes its socket. An
                    eleventh request is already on its way. It arrives at a connection that nobody reads any more, and
                    the origin's system replies with a reset (RST). The client, which reads a little later, gets only
                    some of the ten answers.
                    """, """
                    클라이언트가 파이프라인으로 요청 열 개를 보낸다. 원서버는 열 개에 모두 응답하고 소켓을 닫는다(close). 그때 열한 번째
                    요청이 오는 중이었다. 이 요청은 아무도 읽지 않는 커넥션에 도착하고, 운영체제는 리셋(RST)으로 답한다. 조금 늦게
                    읽기 시작한 클라이언트는 응답 열 개 가운데 일부만 받는다.
                    """)
            .why("""
                    close() ends both directions at once (full close). Data that arrives afterwards has no recipient,
                    so TCP sends a RST: something was lost. A reset counts as a serious error: what the closing side
                    has not yet sent is thrown away, and many systems also erase what has arrived at the client but
                    not yet been read. Linux lets the client read that part, which is why some answers survive here.
                    """, """
                    close()는 입력 채널과 출력 채널을 한꺼번에 끊는다(전체 끊기). 그 뒤에 도착한 데이터는 전해 줄 곳이 없으므로 TCP는
                    무언가 유실되었다는 뜻으로 RST를 보낸다. RST는 심각한 에러로 취급된다. 닫은 쪽에서 아직 보내지 못한 데이터는 그
                    자리에서 버려지고, 많은 운영체제는 클라이언트 버퍼에 도착했지만 아직 읽히지 않은 데이터까지 지운다. 리눅스는 이미
                    도착한 부분은 읽게 해 주므로 여기서는 일부 응답이 살아남는다.
                    """)
            .cure("""
                    Close gracefully: first end only the output (shutdown, half-close), keep reading and discard what
                    comes until the other side closes too, then close. Then nothing is reset, and all ten answers
                    arrive (RFC 9112 section 9.6). The smart proxy closes every connection like this. A client may
                    repeat unanswered requests that are idempotent: doing them twice has the same effect as once.
                    """, """
                    우아하게 끊는다. 먼저 출력 채널만 끊고(shutdown, 절반 끊기), 상대가 끊을 때까지 계속 읽어서 버린 다음 완전히
                    닫는다. 그러면 리셋될 일이 없고 응답 열 개가 모두 도착한다(RFC 9112 9.6절). 영리한 프락시는 모든 커넥션을 이렇게
                    끊는다. 클라이언트는 응답받지 못한 요청이 멱등이면(두 번 해도 한 번 한 것과 결과가 같으면) 다시 보내면 된다.
                    """)
            .today("""
                    When a server limits the requests per connection, restarts, or answers with an error while an
                    upload is still going on. The client's log says only "connection reset by peer".
                    """, """
                    커넥션마다 요청 수를 제한하는 서버, 서버 재시작, 업로드가 끝나기 전에 보내는 에러 응답에서 만난다. 클라이언트 로그에는
                    connection reset by peer만 남는다.
                    """)
            .cause(
                    Text.of("the origin closes fully", "원서버가 전체 끊기를 한다"),
                    Text.of("the origin half-closes and goes on reading", "원서버가 절반 끊기를 하고 계속 읽는다"))
            .from("HTTP: The Definitive Guide, section 4.7.4", "RFC 9112 section 9.6");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Consumer<Wire> fully = wire -> {
            wire.close();
            closed.countDown();
        };
        Consumer<Wire> gracefully = wire -> {
            wire.halfClose();
            closed.countDown();
            wire.readToEnd();
        };
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), answerTenThen(stage.cause(fully, gracefully)));

        stage.caption(Text.of(
                "The client sends ten requests at once. The origin answers all of them and closes.",
                "클라이언트가 요청 열 개를 한꺼번에 보낸다. 원서버는 모두에 응답하고 커넥션을 끊는다."));
        ScriptedClient connection = client.connect(origin.address());
        connection.send(IntStream.rangeClosed(1, ANSWERED)
                .mapToObj(number -> request(origin, number))
                .collect(Collectors.joining()));
        if (!closed.await(Wire.DEFAULT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the origin could not send its answers");
        }

        stage.caption(Text.of(
                "The client does not know yet: it sends one more. It has read nothing so far.",
                "클라이언트는 아직 모른다. 요청을 하나 더 보낸다. 지금까지 읽은 것은 없다."));
        connection.send(request(origin, ANSWERED + 1));
        Thread.sleep(BUSY.toMillis());

        stage.caption(Text.of("Now it reads what there is.", "이제 남아 있는 것을 읽는다."));
        int read = 0;
        Answer answer = Answer.readFrom(connection);
        while (answer.isWhole()) {
            read++;
            answer = Answer.readFrom(connection);
        }
        client.note(Text.of("has read %s whole answers", "온전한 응답 %s개를 읽었다").with(read));
        compare(
                stage,
                read,
                answer,
                origin.connections().get(0).sentCount() - connection.wire().receivedCount());
    }

    private static void compare(Stage stage, int read, Answer last, long lost) {
        stage.measure(Text.of("answers that the origin sent", "원서버가 보낸 응답"), ANSWERED);
        stage.measure(Text.of("answers that the client could read", "클라이언트가 읽을 수 있었던 응답"), read);
        stage.measure(Text.of("bytes lost", "유실된 바이트"), Text.same(Amount.bytes(lost)));
        stage.expect(
                Text.of("Answers are lost that the origin had given long before.", "원서버가 이미 보낸 응답이 유실된다."),
                read < ANSWERED,
                Text.of("%s of %s could be read.", "%2$s개 가운데 %1$s개를 읽을 수 있었다.").with(read, ANSWERED));
        stage.expect(
                Text.of("The connection ends with a reset.", "커넥션이 리셋으로 끝난다."),
                last.instead() == Arrival.RESET,
                Text.of("After them came %s.", "그 뒤에 온 것: %s.").with(last.text()));
    }

    private static Script answerTenThen(Consumer<Wire> end) {
        return (wire, connectionNumber) -> {
            for (int i = 1; i <= ANSWERED; i++) {
                wire.readRequest();
            }
            wire.send(Messages.ok("x".repeat(SIZE)).repeat(ANSWERED));
            end.accept(wire);
        };
    }

    private static String request(ScriptedOrigin origin, int number) {
        return Messages.head("GET /" + number + " HTTP/1.1", "Host: " + origin.authority());
    }
}
