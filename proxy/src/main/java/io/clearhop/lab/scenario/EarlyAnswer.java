package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.WireException;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** An error answered while the request is still being sent. */
final class EarlyAnswer implements Scenario {
    private static final int UPLOAD = 6_000_000;
    private static final int MOST = 1_000_000;

    private static final Lesson LESSON = Lesson.named("early-answer", Family.CLOSING)
            .title("An early answer is lost if its sender closes at once", "일찍 보낸 응답은 곧바로 닫으면 사라진다")
            .see("""
                    A client uploads more than is allowed. The receiver says so at once (413) and closes fully while
                    the upload is still arriving. The client's sending fails with a reset. It gives up without looking for
                    an answer, and never learns why.
                    """, """
                    클라이언트가 허용된 것보다 큰 파일을 올린다. 받는 쪽은 곧바로 413으로 답하고, 업로드가 아직 도착하는 중에 전체
                    끊기를 한다. 클라이언트의 전송은 리셋으로 실패한다. 클라이언트는 응답을 찾아보지 않고 포기해서 이유를 끝내 알지 못한다.
                    """)
            .why("""
                    A socket that is closed with unread data in it, or that gets more data after it was closed,
                    replies with RST. Most clients send everything before they read. So when sending fails, they give
                    up without looking for an answer. On many systems the reset also erases the answer that had
                    already arrived.
                    """, """
                    읽지 않은 데이터가 남은 채 닫히거나 닫힌 뒤에 데이터가 더 도착한 소켓은 RST로 답한다. 클라이언트는 대부분 다 보낸
                    다음에 읽는다. 그래서 전송이 실패하면 응답을 찾아보지도 않고 포기한다. 많은 운영체제에서는 이미 도착한 응답까지
                    지워진다.
                    """)
            .cure("""
                    Answer, half-close, then keep reading and discarding for a limited time, so that the client can
                    finish sending and read the answer (RFC 9112 section 9.6). The smart proxy does this whenever it
                    answers before the request is complete. A client does well to look for an answer while it sends
                    (section 9.5), or to ask first with Expect: 100-continue.
                    """, """
                    응답하고 절반 끊기를 한 뒤, 제한된 시간 동안 계속 읽어서 버린다. 그러면 클라이언트는 전송을 마치고 응답을 읽을 수
                    있다(RFC 9112 9.6절). 영리한 프락시는 요청이 끝나기 전에 나가는 모든 응답을 이렇게 처리한다. 클라이언트는 보내는
                    동안에도 응답이 오는지 살피거나(9.5절) Expect: 100-continue로 먼저 물어보는 것이 좋다.
                    """)
            .today("""
                    With upload limits, expired logins and quotas: "broken pipe" or "connection reset" instead of 413,
                    401 or 429.
                    """, """
                    업로드 용량 제한, 만료된 로그인, 사용량 제한에서 413, 401, 429 대신 broken pipe나 connection reset이 보일
                    때가 이 경우다.
                    """)
            .cause(
                    Text.of("the answer is followed by a full close", "응답한 뒤 전체 끊기를 한다"),
                    Text.of("a smart proxy answers, and lingers", "영리한 프락시가 응답하고 기다렸다가 끊는다"))
            .from("RFC 9112 sections 9.5 and 9.6", "RFC 9110 section 15.5.14");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        Supplier<InetSocketAddress> hasty = () -> stage.origin(Text.of("hasty origin", "성급한 원서버"), answerAndClose())
                .address();
        Supplier<InetSocketAddress> smart = () -> stage.proxy(
                        Text.of("smart proxy", "영리한 프락시"),
                        ListenMode.SMART,
                        config -> config.clientLimits(limits -> limits.withRequestContent(MOST)))
                .address();
        InetSocketAddress to = stage.cause(hasty, smart).get();

        stage.caption(Text.of(
                "The client announces an upload that is too large, and begins to send it.",
                "클라이언트가 너무 큰 업로드를 알리고 보내기 시작한다."));
        ScriptedClient connection = client.connect(to);
        connection.send(Messages.head(
                "POST " + stage.cause("/upload", "http://origin.test/upload") + " HTTP/1.1",
                "Host: origin.test",
                "Content-Length: " + UPLOAD));
        Optional<Arrival> failed = sends(connection, "x".repeat(UPLOAD));
        if (failed.isEmpty()) {
            stage.caption(Text.of("All is sent: now it reads the answer.", "다 보냈다. 이제 응답을 읽는다."));
        } else {
            client.note(Text.of("sending failed: gives up", "전송이 실패해서 포기한다"));
        }
        // What it would find that does not give up is told, whatever it is: systems differ in it.
        Answer there = Answer.readFrom(connection);
        stage.measure(Text.of("the upload", "업로드 크기"), Text.same(Amount.bytes(UPLOAD)));
        stage.measure(
                Text.of("the client had begun to send", "클라이언트가 보내기 시작한 크기"),
                Text.same(Amount.bytes(connection.wire().sentCount())));
        stage.measure(
                Text.of("on this system a look for the answer, even now, finds", "이 시스템에서 이제라도 응답을 찾아보면 나오는 것"),
                there.text());
        compare(stage, failed, there);
    }

    private static void compare(Stage stage, Optional<Arrival> failed, Answer there) {
        stage.expect(
                Text.of(
                        "The client cannot send its request to the end: its connection is reset.",
                        "클라이언트는 요청을 끝까지 보내지 못한다. 커넥션이 리셋된다."),
                failed.equals(Optional.of(Arrival.RESET)),
                failed.map(how -> Text.of("Sending failed with %s.", "전송이 실패했다: %s.")
                                .with(Answer.said(how)))
                        .orElse(Text.of("It sent everything.", "모두 보냈다.")));
        stage.expect(
                Text.of(
                        "It gives up before it has read an answer, and does not learn the reason.",
                        "응답을 읽기 전에 포기해서 이유를 알지 못한다."),
                failed.isPresent(),
                failed.isPresent()
                        ? Text.of("It had read nothing when it gave up.", "포기할 때까지 읽은 것이 없다.")
                        : Text.of("It has got: %s.", "받은 것: %s.").with(there.text()));
    }

    /** Sends what it can; says how that failed, or nothing. */
    private static Optional<Arrival> sends(ScriptedClient connection, String content) {
        try {
            connection.send(content);
            return Optional.empty();
        } catch (WireException failure) {
            return Optional.of(failure.arrival());
        }
    }

    private static Script answerAndClose() {
        return (wire, connectionNumber) -> {
            wire.readHead();
            wire.send(Messages.head("HTTP/1.1 413 Content Too Large", "Content-Length: 0", "Connection: close"));
            wire.close();
        };
    }
}
