package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.console.TcpFacts;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.Amount;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.NotHere;
import io.clearhop.lab.stage.Party;
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
    private static final int WIDEST = 40;
    private static final Text PROXY = Text.of("proxy", "프락시");
    private static final Path CONTROL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");
    private static final Path AFTER_IDLE = Path.of("/proc/sys/net/ipv4/tcp_slow_start_after_idle");

    private static final Lesson LESSON = Lesson.named("slow-start", Family.TCP_COSTS)
            .title("A new connection starts slowly, a used one is tuned", "새 커넥션은 느린 시작, 쓰던 커넥션은 튜닝되어 있다")
            .see("""
                    A client fetches the same content again and again over one connection to the proxy. Before each
                    answer the proxy asks its kernel for the congestion window: how many segments it may send before
                    an acknowledgement has to come back. It starts with a small number, which grows with use. A new
                    connection, made afterwards, starts small again.
                    """, """
                    클라이언트가 프락시와 맺은 커넥션 하나로 본문을 거듭 받는다. 응답을 보내기 전에 프락시는 커널에게 확인응답
                    없이 세그먼트를 몇 개까지 보낼 수 있는지, 곧 혼잡 윈도를 물어본다. 작은 값에서 시작해 쓸수록 커진다. 그 뒤에
                    맺은 새 커넥션은 다시 작은 값에서 시작한다.
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
        Party drawn = stage.recording().party(Cast.CLIENT, Party.Role.CLIENT);
        ProxyOnStage proxy = stage.proxy(PROXY, ListenMode.SMART);
        proxy.requireEpoll();
        ScriptedOrigin origin = stage.owned(ScriptedOrigin.start(Scripts.respond(Messages.ok("x".repeat(BYTES)))));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());
        boolean anew = stage.cause(false, true);
        stage.caption(Text.of(
                        "%s answers of %s, in segments of the size that an Ethernet has. How many may the proxy send"
                                + " before it has to wait?",
                        "%s번, 매번 %s를 이더넷 크기의 세그먼트로 응답한다. 프락시는 기다리지 않고 몇 개까지 보낼 수 있는가?")
                .with(EXCHANGES, Amount.bytes(BYTES)));
        List<TcpFacts> facts = new ArrayList<>();
        EthernetClient client = connect(stage, proxy, drawn);
        for (int i = 0; i < EXCHANGES; i++) {
            if (anew && i > 0) {
                client = connect(stage, proxy, drawn);
            }
            facts.add(window(stage, proxy, client));
            client.exchange(request);
        }
        stage.caption(Text.of("A new connection, afterwards.", "그다음에 새로 맺은 커넥션."));
        EthernetClient last = connect(stage, proxy, drawn);
        long again = window(stage, proxy, last).cwnd();

        stage.measure(Text.of("congestion control of this kernel", "이 커널의 혼잡 제어"), setting(CONTROL));
        stage.measure(Text.of("slow start after idle", "쉬고 난 뒤의 느린 시작"), setting(AFTER_IDLE));
        long first = facts.get(0).cwnd();
        long widest = facts.stream().mapToLong(TcpFacts::cwnd).max().orElseThrow();
        stage.measure(Text.of("window of a new connection, afterwards", "그다음에 맺은 새 커넥션의 윈도"), again);
        stage.show(table(facts, widest));
        stage.expect(
                Text.of("Later answers find a wider window than the first.", "나중 응답은 첫 응답보다 넓은 윈도에서 시작한다."),
                widest > first,
                Text.of("%s segments, then up to %s.", "처음 %s개, 나중에는 %s개까지.").with(first, widest));
        stage.expect(
                Text.of("A new connection starts with a small window again.", "새 커넥션은 다시 작은 윈도에서 시작한다."),
                again < widest,
                Text.of("%s segments.", "세그먼트 %s개.").with(again));
    }

    /** What the kernel says before an answer, which is also drawn. */
    private static TcpFacts window(Stage stage, ProxyOnStage proxy, EthernetClient client)
            throws NotHere, InterruptedException {
        TcpFacts now = proxy.tcp(client.port());
        stage.note(
                PROXY,
                Text.of("the kernel says: window of %s segments", "커널의 답: 윈도는 세그먼트 %s개")
                        .with(now.cwnd()));
        return now;
    }

    private static EthernetClient connect(Stage stage, ProxyOnStage proxy, Party drawn) {
        EthernetClient client = stage.owned(EthernetClient.connect(proxy.address()));
        stage.recording().owns(client.port(), drawn);
        return client;
    }

    private static Table table(List<TcpFacts> facts, long widest) {
        Table table = new Table(
                Text.of("The congestion window before each answer", "응답마다 보내기 전의 혼잡 윈도"),
                Text.of("answer", "응답"),
                Text.of("segments", "세그먼트"),
                Text.of("bytes", "바이트"),
                Text.same(""));
        for (int i = 0; i < facts.size(); i++) {
            TcpFacts each = facts.get(i);
            int cells = (int) Math.max(1, each.cwnd() * WIDEST / widest);
            table.row(i + 1, each.cwnd(), Amount.bytes(each.cwnd() * each.mss()), "█".repeat(cells));
        }
        return table;
    }

    private static Text setting(Path path) {
        try {
            return Text.same(Files.readString(path).strip());
        } catch (IOException e) {
            return Text.of("not told by this kernel", "이 커널은 알려 주지 않는다");
        }
    }
}
