package io.clearhop.lab.scenario;

import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Each connection leaves a memory behind, with the side that closed it first. */
final class TimeWait implements Scenario {
    private static final int SHOWN = 2;
    private static final int CONNECTIONS = 20;
    private static final Path PORT_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    private static final Lesson LESSON = Lesson.named("time-wait", Family.PORTS)
            .title("TIME_WAIT stays with the side that closes first", "TIME_WAIT는 먼저 끊은 쪽에 쌓인다")
            .see("""
                    A client makes one connection after another, sends one request on each, and closes it itself. The
                    connections are over, but the kernel keeps them in its table, in TIME_WAIT, and with them the
                    client's ports. If the origin closes first, the same entries are on the origin's side, and the
                    client has none.
                    """, """
                    클라이언트가 요청 하나마다 커넥션을 새로 맺고 스스로 끊는다. 커넥션은 끝났지만 커널은 그것들을 TIME_WAIT 상태로
                    테이블에 남겨 두며, 클라이언트의 포트가 묶인다. 원서버가 먼저 끊으면 같은 소켓이 원서버 쪽에 쌓이고 클라이언트에는
                    남지 않는다.
                    """)
            .why("""
                    The side that sends the first FIN also sends the last ACK. That ACK can get lost, so this side has
                    to stay, ready to send it again. It also has to keep a late segment of the old connection from
                    being taken for part of a new one with the same four values (both addresses, both ports). So the
                    kernel remembers the four values for a while, without a process and without a descriptor: for
                    twice the longest life of a segment (2 MSL) according to the standard, for 60 seconds on Linux.
                    """, """
                    먼저 FIN을 보낸 쪽이 마지막 ACK를 보낸다. 그 ACK는 유실될 수 있으니 남아 있다가 다시 보내야 한다. 또 옛 커넥션의
                    늦은 세그먼트가 네 값(양쪽의 IP 주소와 포트)이 같은 새 커넥션에 섞여 드는 것도 막아야 한다. 그래서 프로세스도 디스크립터도
                    없이 네 값을 한동안 기억한다. 표준으로는 세그먼트 최대 수명의 두 배(2MSL), 리눅스에서는 60초다.
                    """)
            .cure("""
                    Leave TIME_WAIT alone and make fewer connections: persistent ones, and a pool. Who closes first is
                    a choice, too. An origin that lets its clients close first keeps no such entries; a client that
                    makes thousands of connections to one origin runs out of ports (see port-exhaustion).
                    """, """
                    TIME_WAIT는 건드리지 말고 커넥션을 덜 만든다. 지속 커넥션과 커넥션 풀이 답이다. 누가 끊는가도 선택이다. 클라이언트가 먼저
                    끊게 하면 원서버에는 남지 않는다. 반대로 원서버 하나에 수천 개의 커넥션을 만드는 클라이언트는 포트가 고갈된다
                    (port-exhaustion 참고).
                    """)
            .today("""
                    Above all in load tests; also in proxies and services that call others without keep-alive. In ss
                    -s or netstat it looks like a leak, but it is none.
                    """, """
                    무엇보다 성능 시험에서, 그리고 keep-alive 없이 다른 서비스를 호출하는 프락시와 서비스에서 만난다. ss -s나 netstat에서
                    누수처럼 보이지만 누수가 아니다.
                    """)
            .cause(
                    Text.of("the client closes first", "클라이언트가 먼저 끊는다"),
                    Text.of("the origin closes first", "원서버가 먼저 끊는다"))
            .from("HTTP: The Definitive Guide, section 4.2.7", "RFC 9293 section 3.6.1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        Script script =
                stage.cause(Scripts.respond(Messages.ok("hello")), Scripts.respondOnceThenClose(Messages.ok("hello")));
        ClientOnStage client = stage.client(Cast.CLIENT);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, script);
        Duration untilOriginCloses = stage.cause(Duration.ZERO, Duration.ofSeconds(5));

        stage.caption(Text.of("A connection for each request.", "요청마다 커넥션을 하나씩 맺는다."));
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            boolean shown = i < SHOWN;
            ScriptedClient connection =
                    shown ? client.connect(origin.address()) : ScriptedClient.connect(origin.address());
            connection.exchange(Messages.head("GET / HTTP/1.1", "Host: " + origin.authority()));
            connection.wire().awaitArrival(untilOriginCloses);
            connection.close();
            ports.add(connection.wire().localPort());
        }
        client.note(Text.of("… and %s times more", "… 같은 일을 %s번 더").with(CONNECTIONS - SHOWN));

        stage.caption(Text.of("All are closed. What does the kernel still know?", "모두 닫혔다. 커널은 무엇을 아직 기억하는가?"));
        TcpTable after = new KernelView(origin.port())
                .await(table -> memories(table, origin.port(), ports).stream()
                        .allMatch(line -> line.state() == TcpState.TIME_WAIT));
        List<TcpLine> memories = memories(after, origin.port(), ports).stream()
                .filter(line -> line.state() == TcpState.TIME_WAIT)
                .toList();
        long ofClient = memories.stream()
                .filter(line -> ports.contains(line.local().getPort()))
                .count();
        long ofOrigin = memories.size() - ofClient;
        show(stage, memories);
        stage.expect(
                Text.of(
                        "Most of the connections are kept in TIME_WAIT, by the client.",
                        "커넥션 대부분이 클라이언트 쪽에 TIME_WAIT로 남는다."),
                ofClient > CONNECTIONS / 2,
                Text.of("Of %s connections the client keeps %s.", "커넥션 %s개 가운데 클라이언트 쪽에 남은 것은 %s개다.")
                        .with(CONNECTIONS, ofClient));
        stage.expect(
                Text.of("The origin, which did not close first, keeps none.", "먼저 끊지 않은 원서버에는 하나도 남지 않는다."),
                ofOrigin == 0,
                Text.of("The origin keeps %s.", "원서버 쪽에 남은 것은 %s개다.").with(ofOrigin));
    }

    private static void show(Stage stage, List<TcpLine> memories) throws Exception {
        Duration longest = memories.stream()
                .map(TcpLine::timer)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        stage.measure(Text.of("sockets in TIME_WAIT", "TIME_WAIT 소켓"), memories.size());
        stage.measure(Text.of("the kernel keeps the latest for another", "커널이 가장 최근 것을 앞으로 더 기억할 시간"), longest);
        String[] range = Files.readAllLines(PORT_RANGE).get(0).split("\\s+", -1);
        long size = Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
        stage.measure(Text.of("ports that this system gives to connections", "이 시스템이 커넥션에 주는 포트"), size);
        stage.measure(
                Text.of("new connections a second to one port, at the most", "한 포트로 맺을 수 있는 새 커넥션, 초당 최대"),
                Math.round(size * 1e3 / Math.max(1, longest.toMillis())));
    }

    /** What is left of these connections, at either end. */
    private static List<TcpLine> memories(TcpTable table, int port, List<Integer> ports) {
        Set<Integer> clients = Set.copyOf(ports);
        return table.lines().stream()
                .filter(line -> line.remote().getPort() == port
                                && clients.contains(line.local().getPort())
                        || line.local().getPort() == port
                                && clients.contains(line.remote().getPort()))
                .collect(Collectors.toList());
    }
}
