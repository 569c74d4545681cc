package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.console.TcpFacts;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.NotHere;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The congestion window of the kernel, before each answer of a connection. */
final class SlowStart implements Scenario {
    private static final int EXCHANGES = 6;
    private static final int BYTES = 300_000;
    private static final Path CONTROL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");
    private static final Path AFTER_IDLE = Path.of("/proc/sys/net/ipv4/tcp_slow_start_after_idle");

    private static final Lesson LESSON = Lesson.named("slow-start", Family.TCP_COSTS)
            .title("A new connection starts slowly, a used one is tuned", "새 커넥션은 느린 시작, 쓰던 커넥션은 튜닝되어 있다")
            .see("""
                    A client fetches the same content again and again over one connection to the proxy. Before each
                    answer the proxy asks its kernel for the congestion window: how many segments it may send before
                    an acknowledgement has to come back. A new connection always starts with the same small number;
                    with use it grows.
                    """, """
                    클라이언트가 프락시와 맺은 커넥션 하나로 본문을 거듭 받는다. 응답을 보내기 전에 프락시는 커널에게 확인응답
                    없이 세그먼트를 몇 개까지 보낼 수 있는지, 곧 혼잡 윈도를 물어본다. 새 커넥션은 늘 같은 작은 값에서 시작하고,
                    쓸수록 커진다.
                    """)
            .why("""
                    A sender does not know how much the path can carry, and must not flood it. So it starts with about
                    ten segments and opens the window with every acknowledgement (RFC 5681 section 3.1, RFC 6928).
                    What it has learned belongs to this one connection and is lost when the connection is closed.
                    """, """
                    보내는 쪽은 길이 얼마나 감당할지 모르고, 혼잡을 일으켜서도 안 된다. 그래서 세그먼트 열 개쯤으로 시작해
                    확인응답을 받을 때마다 혼잡 윈도를 연다(RFC 5681 3.1절, RFC 6928). 이렇게 알아낸 것은 그 커넥션의 것이라서
                    커넥션을 끊으면 사라진다.
                    """)
            .cure("""
                    Reuse connections. The proxy's connections live long, so all but the first few exchanges find a
                    wide window: the connection is tuned.
                    """, """
                    커넥션을 재사용한다. 프락시가 오래 유지하는 커넥션은 처음 몇 번을 빼면 늘 튜닝된 상태다.
                    """)
            .today("""
                    In first page views, in scripts that use each connection only briefly, and after pauses: Linux
                    shrinks the window of a connection that was idle for a while (tcp_slow_start_after_idle).
                    """, """
                    처음 여는 페이지, 금방 끊는 스크립트의 커넥션, 그리고 쉬고 난 뒤에 만난다. 리눅스는 한동안 쉰 커넥션의 윈도를 다시
                    줄인다(tcp_slow_start_after_idle).
                    """)
            .cause(
                    Text.of("one connection is used again", "커넥션 하나를 다시 쓴다"),
                    Text.of("each exchange has a new connection", "트랜잭션마다 새 커넥션을 맺는다"))
            .from("HTTP: The Definitive Guide, section 4.2.5", "RFC 5681 section 3.1", "RFC 6928 section 2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws NotHere, InterruptedException {
        ProxyOnStage proxy = stage.proxy(Text.of("proxy", "프락시"), ListenMode.SMART);
        proxy.requireEpoll();
        ScriptedOrigin origin = stage.owned(ScriptedOrigin.start(Scripts.respond(Messages.ok("x".repeat(BYTES)))));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());
        boolean anew = stage.cause(false, true);
        stage.caption(Text.of(
                        "%s exchanges of %s through the proxy, in segments as an Ethernet has them; before each, the proxy's"
                                + " kernel is asked for the window of the connection to the client.",
                        "프락시를 거쳐 %s번, 매번 %s를 이더넷 크기의 세그먼트로 받는다. 그때마다 프락시의 커널에 클라이언트 쪽 커넥션의" + " 윈도를 물어본다.")
                .with(EXCHANGES, Amount.bytes(BYTES)));
        List<TcpFacts> facts = new ArrayList<>();
        EthernetClient client = stage.owned(EthernetClient.connect(proxy.address()));
        for (int i = 0; i < EXCHANGES; i++) {
            if (anew && i > 0) {
                client = stage.owned(EthernetClient.connect(proxy.address()));
            }
            facts.add(proxy.tcp(client.port()));
            client.exchange(request);
        }

        stage.measure(Text.of("congestion control of this kernel", "이 커널의 혼잡 제어"), setting(CONTROL));
        stage.measure(Text.of("slow start after idle", "쉬고 난 뒤의 느린 시작"), setting(AFTER_IDLE));
        for (int i = 0; i < EXCHANGES; i++) {
            TcpFacts each = facts.get(i);
            stage.measure(
                    Text.of("window before answer %s", "%s번째 응답 전의 윈도").with(i + 1),
                    Text.of("%s segments of %s: %s", "세그먼트 %s개(각 %s): %s")
                            .with(each.cwnd(), Amount.bytes(each.mss()), Amount.bytes(each.cwnd() * each.mss())));
        }
        long first = facts.get(0).cwnd();
        long widest = facts.stream().mapToLong(TcpFacts::cwnd).max().orElseThrow();
        stage.expect(
                Text.of("Later answers find a wider window than the first.", "나중 응답은 첫 응답보다 넓은 윈도에서 시작한다."),
                widest > first,
                Text.of("%s segments, then up to %s.", "처음 %s개, 나중에는 %s개까지.").with(first, widest));
    }

    private static Text setting(Path path) {
        try {
            return Text.same(Files.readString(path).strip());
        } catch (IOException e) {
            return Text.of("not told by this kernel", "이 커널은 알려 주지 않는다");
        }
    }
}
