package io.clearhop.lab.scenario;

import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two addresses and two ports make a connection, and no two connections have the same. */
final class FourTuple implements Scenario {
    private static final int CLIENTS = 3;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Text MADE = Text.of("made", "맺어졌다");

    private static final Lesson LESSON = Lesson.named("four-tuple", Family.SOCKETS)
            .title(
                    "Four values identify a connection, and no two connections share them",
                    "커넥션은 네 값으로 식별되고, 네 값이 모두 같은 커넥션은 없다")
            .see("""
                    Three clients on one machine connect to the same port of an origin, and each gets its own answer.
                    In the kernel's table their connections differ in a single value: the client's port. A fourth
                    connection with the same four values as the first is refused. From the same client port to another
                    port of the origin, a connection can be made.
                    """, """
                    한 컴퓨터의 클라이언트 셋이 원서버의 포트 하나와 통신하는데 응답은 각자 자기 것을 받는다. 커널의 테이블에서
                    세 커넥션은 값 하나, 클라이언트의 포트만 다르다. 첫 커넥션과 네 값이 모두 같은 커넥션을 하나 더 만들려 하면
                    커널이 거절한다. 원서버의 다른 포트로는 같은 클라이언트 포트에서도 맺어진다.
                    """)
            .why("""
                    A TCP segment carries no connection number. It carries four values: source address, source port,
                    destination address, destination port. Together with the protocol, TCP, they are called a 5-tuple.
                    The kernel uses them to find the socket that a segment belongs to. If two connections had the same
                    four values, it could not tell them apart, so it does not allow that.
                    """, """
                    TCP 세그먼트에는 커넥션의 이름이 없다. <발신지 IP 주소, 발신지 포트, 수신지 IP 주소, 수신지 포트> 네 값(4-tuple)뿐이고,
                    프로토콜(TCP)까지 합쳐 5-tuple이라고도 한다. 커널은 이 값들로 소켓을 찾는다. 네 값이 모두 같은 커넥션이 둘 있다면
                    세그먼트가 어느 쪽 것인지 알 수 없으므로 그런 커넥션은 만들 수 없다.
                    """)
            .cure("""
                    A client usually does not choose its port. For each new connection the system picks a free one, an
                    ephemeral port, from a fixed range. That is how users behind one IP address are told apart: by
                    their ports. The range is finite; port-exhaustion shows what happens at its end.
                    """, """
                    클라이언트는 자기 포트를 직접 정하지 않고 시스템에 맡긴다. 시스템은 새 커넥션마다 정해진 범위에서 빈 포트(임시 포트)를
                    골라 준다. 그래서 IP 주소가 같은 여러 사용자도 포트로 구분된다. 이 범위에는 끝이 있다: port-exhaustion 참고.
                    """)
            .today("""
                    In every line that ss, netstat or a firewall's log prints; in home routers, which put a whole
                    household behind one address (NAT) and keep its devices apart by ports; in load balancers that
                    pick a server by a hash of the 5-tuple.
                    """, """
                    ss와 netstat, 방화벽 로그의 모든 줄에서 만난다. 집 안의 기기들을 IP 주소 하나로 내보내고 포트로 구분하는 공유기(NAT),
                    5-tuple의 해시로 서버를 고르는 로드 밸런서도 같은 원리를 쓴다.
                    """)
            .cause(
                    Text.of("the new connection has all four values of another", "새 커넥션의 네 값이 다른 커넥션과 모두 같다"),
                    Text.of("the new connection has a port of its own", "새 커넥션은 자기만의 포트를 쓴다"))
            .from("HTTP: The Definitive Guide, section 4.1.3", "RFC 9293 section 3.3.1");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        List<ClientOnStage> clients = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            clients.add(stage.client(Text.of("client " + i, "클라이언트 " + i)));
        }
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, tellsThePort());
        ScriptedOrigin other = stage.origin(Text.of("another port", "다른 포트"), tellsThePort());
        InetSocketAddress anyPort = new InetSocketAddress(origin.address().getAddress(), 0);

        stage.caption(Text.of(
                "Three clients connect to the same port. The origin answers with the port that it sees.",
                "클라이언트 셋이 같은 포트에 연결한다. 원서버는 자기가 본 상대의 포트를 응답한다."));
        List<ScriptedClient> connections = new ArrayList<>();
        int right = 0;
        for (ClientOnStage client : clients) {
            ScriptedClient connection = client.connect(anyPort, origin.address());
            connections.add(connection);
            right += asks(connection, origin) ? 1 : 0;
        }

        ScriptedClient first = connections.get(0);
        InetSocketAddress taken =
                new InetSocketAddress(anyPort.getAddress(), first.wire().localPort());
        stage.caption(stage.cause(
                Text.of(
                        "Client 1 connects there once more from the port that it has.",
                        "클라이언트 1이 쓰고 있는 바로 그 포트에서 같은 곳으로 한 번 더 연결한다."),
                Text.of("Client 1 connects there once more from a new port.", "클라이언트 1이 새 포트에서 같은 곳으로 한 번 더 연결한다.")));
        Text again = tries(clients.get(0), stage.cause(taken, anyPort), origin);
        stage.caption(Text.of(
                "From the same port to another port of the origin: one of the four values differs.",
                "같은 포트에서 원서버의 다른 포트로: 네 값 가운데 하나가 다르다."));
        Text elsewhere = tries(clients.get(0), taken, other);

        List<TcpLine> lines = lines(new KernelView(origin.port()).now(), origin.port(), connections);
        stage.show(table(lines));
        long ports = lines.stream().map(TcpLine::remote).distinct().count();
        stage.expect(
                Text.of(
                        "Three connections share three values; the client's port tells them apart, and each answer finds its client.",
                        "세 커넥션은 값 셋이 같다. 클라이언트의 포트로 구분되고, 응답은 제 클라이언트를 찾아간다."),
                ports == CLIENTS && right == CLIENTS,
                Text.of("%s client ports at one port; %s right answers.", "포트 하나에 클라이언트 포트 %s개, 제대로 간 응답 %s개.")
                        .with(ports, right));
        stage.expect(
                Text.of("A second connection with the same four values is not made.", "네 값이 같은 두 번째 커넥션은 맺어지지 않는다."),
                !again.equals(MADE),
                Text.of("The connection: %s.", "커넥션: %s.").with(again));
        stage.expect(
                Text.of(
                        "From the same port to another port of the origin, a connection is made.",
                        "같은 포트에서 원서버의 다른 포트로는 맺어진다."),
                elsewhere.equals(MADE),
                Text.of("The connection: %s.", "커넥션: %s.").with(elsewhere));
    }

    private static Script tellsThePort() {
        return (wire, number) -> {
            while (wire.awaitArrival(IDLE) == Arrival.BYTES) {
                wire.readRequest();
                wire.send(Messages.ok("you are at port " + wire.remotePort()));
            }
        };
    }

    private static boolean asks(ScriptedClient connection, ScriptedOrigin origin) {
        String content = connection
                .exchange(Messages.head("GET / HTTP/1.1", "Host: " + origin.authority()))
                .content()
                .text();
        return content.endsWith(" " + connection.wire().localPort());
    }

    private static Text tries(ClientOnStage client, InetSocketAddress from, ScriptedOrigin to) {
        try {
            client.connect(from, to.address());
            return MADE;
        } catch (UncheckedIOException refused) {
            client.note(Text.of("the system refuses", "시스템이 거절한다"));
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            return Text.same(String.valueOf(cause.getMessage()));
        }
    }

    /** The origin's ends of these connections. */
    private static List<TcpLine> lines(TcpTable table, int port, List<ScriptedClient> connections) {
        return connections.stream()
                .flatMap(connection -> table.end(port, connection.wire().localPort()).stream())
                .filter(line -> line.state() == TcpState.ESTABLISHED)
                .toList();
    }

    private static Table table(List<TcpLine> lines) {
        Table table = new Table(
                Text.of("The origin's sockets in the kernel's table", "커널 테이블에 있는 원서버의 소켓"),
                Text.of("local address", "로컬 IP 주소"),
                Text.of("local port", "로컬 포트"),
                Text.of("remote address", "상대 IP 주소"),
                Text.of("remote port", "상대 포트"),
                Text.of("state", "상태"),
                Text.of("descriptor of", "디스크립터가 가리키는 것"));
        for (TcpLine line : lines) {
            table.row(
                    line.local().getHostString(),
                    line.local().getPort(),
                    line.remote().getHostString(),
                    line.remote().getPort(),
                    line.state(),
                    "socket:[" + line.inode() + "]");
        }
        return table;
    }
}
