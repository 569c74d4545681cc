package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.WireException;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.function.Consumer;

/** A half-close to which the other side never replies with its own. */
final class NeverCloses implements Scenario {
    private static final Duration LINGER = Duration.ofMillis(800);

    private static final Lesson LESSON = Lesson.named("peer-never-closes", Family.CLOSING)
            .title("A peer that never closes its half", "끝내 자기 쪽을 끊지 않는 상대")
            .see("""
                    The proxy has answered the last request and closes gracefully: it ends its output (FIN) and waits
                    for the client's FIN. The client never sends one. After a limited time the proxy closes anyway.
                    Whatever the client sends after that is answered with a reset.
                    """, """
                    프락시가 마지막 요청에 응답하고 우아하게 끊는다. 출력 채널을 끊고(FIN) 클라이언트의 FIN을 기다린다. 그런데
                    클라이언트는 FIN을 보내지 않는다. 프락시는 정해진 시간만 기다린 뒤 그냥 닫는다. 그 뒤에 클라이언트가 보내는 것에는
                    RST로 답한다.
                    """)
            .why("""
                    A half-close comes from one side only. Nothing obliges the other program to notice it, or ever to
                    close: a FIN is seen only by a program that reads. An endpoint that waited without limit would
                    hold a socket and a descriptor for every such peer, forever.
                    """, """
                    절반 끊기는 한쪽만의 약속이다. 상대 프로그램이 그것을 알아차릴 의무도, 언젠가 끊는다는 보장도 없다. FIN은 읽는
                    쪽에만 보이기 때문이다. 제한 없이 기다리면 그런 상대마다 소켓과 디스크립터 하나를 영원히 붙잡고 있게 된다.
                    """)
            .cure("""
                    After the half-close, watch the input, discard what comes, and close by force when a time limit is
                    over. The smart proxy waits a limited time for the next byte or the FIN (--linger-timeout), and
                    limits the total as well. For a socket that its program has already closed, the kernel's
                    tcp_fin_timeout limits the same wait.
                    """, """
                    절반 끊기를 한 뒤에는 입력 채널을 살피면서 오는 것을 버리고, 제한 시간이 지나면 강제로 끊는다. 영리한 프락시는 다음
                    바이트나 FIN을 정해진 시간(--linger-timeout)만 기다리고, 전체 대기 시간에도 한도를 둔다. 프로그램이 이미 닫은
                    소켓이라면 커널의 tcp_fin_timeout이 같은 대기를 제한한다.
                    """)
            .today("""
                    With clients that leak connections: pools that nobody watches, programs that forget to close a
                    response. FIN_WAIT2 shows on the side that has closed, and CLOSE_WAIT, without end, on the side
                    that has not.
                    """, """
                    커넥션이 새는 클라이언트에서 만난다. 감시하지 않는 커넥션 풀, 응답을 닫지 않는 프로그램이 그렇다. 끊은 쪽에는
                    FIN_WAIT2가, 끊지 않은 쪽에는 CLOSE_WAIT가 한없이 보인다.
                    """)
            .cause(
                    Text.of("the client ignores the proxy's FIN", "클라이언트가 프락시의 FIN을 무시한다"),
                    Text.of("the client closes when it sees the proxy's FIN", "클라이언트가 프락시의 FIN을 보고 닫는다"))
            .from("HTTP: The Definitive Guide, section 4.7.4", "RFC 9112 section 9.6", "RFC 9293 section 3.6");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Consumer<ScriptedClient> ignores = connection -> {};
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        ProxyOnStage proxy = stage.proxy(
                Text.of("smart proxy", "영리한 프락시"),
                ListenMode.SMART,
                config -> config.clientExchanges(1).timeouts(timeouts -> timeouts.withLinger(LINGER)));
        ScriptedOrigin origin = stage.origin(Text.of("origin", "원서버"), Scripts.respond(Messages.ok("hello")));

        stage.caption(Text.of(
                "The proxy is set to one exchange for each connection. After the answer it half-closes.",
                "프락시는 커넥션마다 요청을 하나만 받도록 설정되어 있다. 응답한 뒤 절반 끊기를 한다."));
        ScriptedClient connection = client.connect(proxy.address());
        connection.exchange(Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority()));
        connection.awaitEnd();
        stage.cause(ignores, ScriptedClient::close).accept(connection);

        stage.caption(Text.of("How long does the proxy wait for the client's FIN?", "프락시는 클라이언트의 FIN을 얼마나 기다리는가?"));
        long closing = proxy.await(ProxyEvent.ClientClosing.class).nanos();
        Duration waited =
                Duration.ofNanos(proxy.await(ProxyEvent.ClientClosed.class).nanos() - closing);

        boolean refused = false;
        if (!connection.wire().isClosed()) {
            stage.caption(Text.of(
                    "The client could still send, as far as it knows. Nobody is there any more.",
                    "클라이언트는 아직 보낼 수 있다고 여긴다. 하지만 받을 상대가 없다."));
            refused = isRefused(connection);
        }
        compare(stage, waited, refused);
    }

    private static void compare(Stage stage, Duration waited, boolean refused) {
        stage.measure(Text.of("the proxy waited for the client's FIN", "프락시가 클라이언트의 FIN을 기다린 시간"), waited);
        stage.measure(Text.of("its limit", "프락시의 한도"), LINGER);
        stage.expect(
                Text.of(
                        "The proxy waits as long as its limit, then closes without the client's FIN.",
                        "프락시는 한도만큼 기다린 다음 클라이언트의 FIN 없이 닫는다."),
                waited.compareTo(LINGER.multipliedBy(9).dividedBy(10)) > 0,
                Text.of("It closed after %s.", "%s 뒤에 닫았다.").with(waited));
        stage.expect(
                Text.of("What the client sends after that reaches nobody.", "그 뒤에 클라이언트가 보내는 것은 받을 상대가 없다."),
                refused,
                refused
                        ? Text.of("It was answered with a reset.", "리셋으로 답했다.")
                        : Text.of("It sent nothing more.", "더 보낸 것이 없다."));
    }

    /** The first send into a closed connection succeeds; its answer is a reset, which the next one meets. */
    private static boolean isRefused(ScriptedClient connection) {
        for (int i = 0; i < 100; i++) {
            try {
                connection.send("?");
                Thread.sleep(10);
            } catch (WireException failure) {
                return failure.arrival() == Arrival.RESET;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
