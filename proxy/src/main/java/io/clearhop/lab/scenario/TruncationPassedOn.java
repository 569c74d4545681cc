package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.WireException;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** A truncated answer that must not look complete after a hop. */
final class TruncationPassedOn implements Scenario {
    private static final Duration PART = Duration.ofMillis(50);
    private static final String FIRST_HALF = "the first half";

    private static final Lesson LESSON = Lesson.named("truncation-aborts", Family.CLOSING)
            .title("A proxy never makes a truncated answer look complete", "프락시는 잘린 응답을 온전한 것처럼 보이게 하지 않는다")
            .see("""
                    An origin breaks off in the middle of a chunked answer. The proxy has already forwarded part of it
                    and cannot take it back. Towards an HTTP/1.1 client it closes without sending the last chunk. An
                    HTTP/1.0 client, for whom the close is the end of an answer, gets a reset. Neither can mistake the
                    half for the whole.
                    """, """
                    원서버가 청크 인코딩 응답을 보내다가 중간에 끊는다. 프락시는 이미 일부를 전달했고 되돌릴 수 없다. HTTP/1.1
                    클라이언트에게는 마지막 청크 없이 커넥션을 끊는다. 커넥션 종료를 응답의 끝으로 아는 HTTP/1.0 클라이언트에게는
                    리셋을 보낸다. 둘 다 절반을 전체로 착각할 수 없다.
                    """)
            .why("""
                    The two hops may mark the end of one answer differently: it comes from the origin in chunks, and
                    ends with the close for an HTTP/1.0 client. If the proxy just closed, the gap that is plain on the
                    first hop would look like a regular end on the second. A FIN after half an answer is a lie.
                    """, """
                    한 응답도 두 홉에서 구분 방식이 다를 수 있다. 원서버에서는 청크로 오고, HTTP/1.0 클라이언트에게는 커넥션 종료로
                    끝난다. 프락시가 그냥 닫으면 첫 홉에서 뚜렷하던 결손이 둘째 홉에서는 정상적인 끝이 된다. 절반만 보낸 뒤의 FIN은
                    거짓말이다.
                    """)
            .cure("""
                    Pass the failure on. A chunked answer is incomplete without its last chunk, so a proxy must not
                    add one. An answer without a length is complete when the connection closes "unless an error was
                    indicated by the underlying connection" (RFC 9112 section 8); a reset is such an error.
                    """, """
                    실패도 전달한다. 청크 인코딩 응답은 마지막 청크가 없으면 불완전하므로, 프락시는 마지막 청크를 지어내서는 안 된다.
                    길이가 없는 응답은 "하부 커넥션이 에러를 알리지 않는 한" 종료 시점에 완전한 것이 된다(RFC 9112 8절). 리셋이 바로
                    그 에러다.
                    """)
            .today("""
                    Downloads through gateways that are "complete" and broken, JSON that ends in the middle with
                    status 200, and caches that keep handing out the half.
                    """, """
                    게이트웨이를 거친 다운로드가 완료되었는데 파일이 깨져 있거나, 상태는 200인데 JSON이 중간에서 끝나거나, 캐시가
                    절반짜리를 계속 내주는 경우다.
                    """)
            .cause(
                    Text.of("the origin breaks off in the middle", "원서버가 중간에 끊는다"),
                    Text.of("the origin sends everything", "원서버가 끝까지 보낸다"))
            .from("RFC 9112 section 8", "RFC 9112 section 7.1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        String end = stage.cause("", Messages.LAST_CHUNK);
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(Text.of("smart proxy", "영리한 프락시"), ListenMode.SMART);
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), (wire, connectionNumber) -> {
            wire.readRequest();
            wire.send(Messages.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Connection: close")
                    + Messages.chunk(FIRST_HALF));
            // Only when the client has its part can nobody take the answer back.
            wire.awaitArrival(PART);
            wire.send(end);
        });

        stage.caption(Text.of(
                "An HTTP/1.1 client: the proxy passes the chunks on as chunks.", "HTTP/1.1 클라이언트: 프락시는 청크를 청크로 전달한다."));
        ScriptedClient modern = client.connect(proxy.address());
        Arrival modernEnd = endOf(modern, origin, "HTTP/1.1");
        boolean lastChunk = modern.wire().received().endsWith(Messages.LAST_CHUNK);
        stage.caption(Text.of(
                "An HTTP/1.0 client knows no chunks: for it the close is the end of the answer.",
                "HTTP/1.0 클라이언트는 청크를 모른다. 커넥션 종료가 응답의 끝이다."));
        ScriptedClient old = client.connect(proxy.address());
        Arrival oldEnd = endOf(old, origin, "HTTP/1.0");

        stage.expect(
                Text.of(
                        "The HTTP/1.1 client gets the first half and no last chunk.",
                        "HTTP/1.1 클라이언트는 앞 절반을 받고 마지막 청크는 받지 못한다."),
                hasFirstHalf(modern) && !lastChunk && modernEnd != Arrival.NOTHING,
                Text.of("After the first half came %s.", "앞 절반 뒤에 온 것: %s.")
                        .with(
                                lastChunk
                                        ? Text.of("the rest, with its last chunk", "마지막 청크까지 포함한 나머지")
                                        : Answer.said(modernEnd)));
        stage.expect(
                Text.of(
                        "The HTTP/1.0 client gets the first half, and then a reset, not an end.",
                        "HTTP/1.0 클라이언트는 앞 절반을 받은 뒤 끝이 아니라 리셋을 본다."),
                hasFirstHalf(old) && oldEnd == Arrival.RESET,
                Text.of("After what it got came %s.", "받은 것 뒤에 온 것: %s.").with(Answer.said(oldEnd)));
    }

    private static boolean hasFirstHalf(ScriptedClient connection) {
        return connection.wire().received().contains(FIRST_HALF);
    }

    /** How the connection ends after as much of the answer as comes. */
    private static Arrival endOf(ScriptedClient connection, ScriptedOrigin origin, String version) {
        connection.send(Messages.head(
                "GET " + origin.uri("/") + " " + version, "Host: " + origin.authority(), "Connection: close"));
        try {
            connection.wire().readToEnd();
            return Arrival.FIN;
        } catch (WireException failure) {
            return failure.arrival();
        }
    }
}
