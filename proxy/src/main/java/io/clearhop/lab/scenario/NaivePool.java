package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.function.Predicate;

/** A pool that lends what it has not looked at. */
final class NaivePool implements Scenario {
    private static final Duration ORIGIN_IDLE = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(5);

    private static final Lesson LESSON = Lesson.named("naive-pool", Family.STALE)
            .title("A pool that does not look lends dead connections", "확인하지 않는 풀은 끊긴 커넥션을 빌려준다")
            .see("""
                    A client keeps a connection in a pool. While it is idle, the origin closes it: the FIN has reached
                    the client's kernel, but nobody reads it. The pool lends the connection for the next request.
                    Sending succeeds. Only when the client reads does it learn that nobody is there.
                    """, """
                    클라이언트가 커넥션을 풀에 보관한다. 유휴 상태인 동안 원서버가 커넥션을 끊는다. FIN은 클라이언트의 커널에 와 있지만 아무도
                    읽지 않는다. 풀은 다음 요청에 그 커넥션을 빌려준다. 보내기는 성공한다. 읽을 때가 되어서야 상대가 없다는 것을 안다.
                    """)
            .why("""
                    A connection can be closed on one side only (half-close), and a FIN belongs to the input: it is
                    noticed by reading, never by writing. A write just copies bytes into the kernel, and sending after
                    a FIN has arrived is allowed. So the answer to the question "can a pool hand out a connection that
                    is already closed?" is yes.
                    """, """
                    커넥션은 한쪽만 닫힐 수 있고(half-close), FIN은 입력 채널의 사건이다. 읽어야 보이고 쓰기로는 보이지 않는다.
                    쓰기는 바이트를 커널에 복사할 뿐이고, FIN을 받은 뒤에도 보내는 것은 허용된다. 그러니 "풀에서 이미 닫힌 커넥션을
                    가져올 수 있는가?"라는 질문의 답은 '그렇다'다.
                    """)
            .cure("""
                    Check a connection when it is borrowed: read without waiting, and if its end is there, drop it and
                    take another. Better still, watch idle connections all the time (RFC 9112 section 9.5), as the
                    smart proxy does. Neither helps against a close that crosses with the request; then the only way
                    is to send it again.
                    """, """
                    빌릴 때 유효한지 확인한다. 기다리지 않고 읽어 보아 끝이 와 있으면 버리고 다른 커넥션을 쓴다. 더 나은 방법은 영리한
                    프락시처럼 유휴 커넥션을 늘 지켜보는 것이다(RFC 9112 9.5절). 어느 쪽도 요청과 엇갈린 끊기는 막지 못하며,
                    그때는 다시 보내는 수밖에 없다.
                    """)
            .today("""
                    As a first request after a pause that fails, in HTTP clients and database pools alike. Settings
                    such as testOnBorrow or validateAfterInactivity deal with it.
                    """, """
                    한동안 쉬었다가 보낸 첫 요청이 실패하는 현상으로, HTTP 클라이언트와 DB 커넥션 풀 모두에서 만난다. testOnBorrow,
                    validateAfterInactivity 같은 설정이 이 문제를 다룬다.
                    """)
            .cause(
                    Text.of("the pool lends without a look", "풀이 확인 없이 빌려준다"),
                    Text.of("the pool checks validity when it lends", "풀이 빌려줄 때 유효한지 확인한다"))
            .from("RFC 9112 section 9.5", "RFC 9293 section 3.6");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Predicate<ScriptedClient> trusts = connection -> true;
        Predicate<ScriptedClient> looks = connection -> connection.wire().awaitArrival(LOOK) == Arrival.NOTHING;
        ClientOnStage client = stage.client(Text.of("client with a pool", "커넥션 풀을 가진 클라이언트"));
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), closeWhenIdle());
        String request = Messages.head("GET / HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of(
                "After the first exchange the client returns the connection to its pool.",
                "첫 트랜잭션이 끝나면 클라이언트는 커넥션을 풀에 반환한다."));
        ScriptedClient pooled = client.connect(origin.address());
        pooled.exchange(request);
        client.note(Text.of("returns it to the pool", "풀에 반환한다"));

        stage.caption(Text.of("Nothing is asked for a while. The origin closes.", "한동안 요청이 없다. 원서버가 커넥션을 끊는다."));
        origin.awaitConnection(1).awaitClosed();

        stage.caption(Text.of("The next request borrows a connection.", "다음 요청이 커넥션을 빌린다."));
        ScriptedClient borrowed = pooled;
        if (!stage.cause(trusts, looks).test(pooled)) {
            client.note(Text.of("found dead: connects anew", "끊긴 것을 발견하고 새로 연결한다"));
            borrowed = client.connect(origin.address());
        }
        borrowed.send(request);
        Answer answer = Answer.readFrom(borrowed);

        stage.measure(Text.of("the origin's idle timeout", "원서버의 유휴 타임아웃"), ORIGIN_IDLE);
        stage.expect(
                Text.of("The pool lends a dead connection, and sending on it succeeds.", "풀이 끊긴 커넥션을 빌려주고, 보내기는 성공한다."),
                borrowed == pooled,
                Text.of("Lent: %s.", "빌려준 것: %s.")
                        .with(
                                borrowed == pooled
                                        ? Text.of("the old connection", "이전 커넥션")
                                        : Text.of("a new connection", "새 커넥션")));
        stage.expect(
                Text.of("Only reading tells that nobody is there.", "읽어야 비로소 상대가 없다는 것을 안다."),
                !answer.isWhole(),
                Text.of("It has got: %s.", "받은 것: %s.").with(answer.text()));
    }

    private static Script closeWhenIdle() {
        return (wire, connectionNumber) -> {
            while (wire.awaitArrival(connectionNumber == 1 ? ORIGIN_IDLE : Wire.DEFAULT_TIMEOUT) == Arrival.BYTES) {
                wire.readRequest();
                wire.send(Messages.ok("hello"));
            }
            wire.close();
        };
    }
}
