package io.clearhop.lab.scenario;

import io.clearhop.kernel.TcpTable;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Party;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.net.InetSocketAddress;

/** One port that leads to another: two connections, and bytes that pass between them. */
final class PortForwarding implements Scenario {
    private static final Lesson LESSON = Lesson.named("port-forwarding", Family.SOCKETS)
            .title("A port forwarded to another port", "포트 포워딩: 한 포트로 온 요청을 다른 포트로")
            .see("""
                    A client connects to a port where only a forwarder listens, and is answered by an origin on
                    another port. The kernel's table shows two connections. The origin sees the forwarder's port
                    instead of the client's, but the bytes of the request are exactly those that the client sent.
                    """, """
                    클라이언트가 연결한 포트에는 포워더만 있는데, 응답은 다른 포트에 있는 원서버가 한 것이다. 커널의 테이블에는 커넥션이 둘
                    보인다. 원서버에게 보이는 것은 클라이언트의 포트가 아니라 포워더의 포트이고, 요청은 클라이언트가 보낸 바이트
                    그대로다.
                    """)
            .why("""
                    A forwarder accepts a connection on one port, makes a second connection to the other port, and
                    copies bytes in both directions. Each connection has its own four values (two addresses, two
                    ports); only the bytes pass from one to the other. The forwarder needs to know nothing about HTTP.
                    """, """
                    포워더는 한 포트에서 커넥션을 받고, 다른 포트로 커넥션을 하나 더 맺고, 양쪽으로 바이트를 복사한다. 두 커넥션은 저마다 네
                    값(양쪽의 IP 주소와 포트)을 따로 가지며, 한쪽에서 다른 쪽으로 넘어가는 것은 바이트뿐이다. HTTP는 전혀 몰라도 된다.
                    """)
            .cure("""
                    As long as both directions are copied to their ends there is nothing to cure: client and origin
                    can keep the connection open as if they were directly connected. What gets lost is who the client
                    is. An HTTP proxy can say so in the Forwarded field; a forwarder can put a PROXY protocol header
                    in front of the bytes. NAT works differently: the kernel rewrites the addresses, and there is only
                    one connection.
                    """, """
                    양방향을 끝까지 복사하기만 하면 고칠 것이 없다. 지속 커넥션도 클라이언트와 원서버가 직접 맺은 것처럼 동작한다. 잃는 것은
                    클라이언트가 누구인지다. HTTP 프락시는 Forwarded 헤더로 알리고, 포워더는 앞에 PROXY 프로토콜 헤더를 붙일 수 있다. NAT는
                    복사하는 대신 커널에서 주소를 바꿔 쓰며, 이때 커넥션은 하나다.
                    """)
            .today("""
                    In containers (-p 80:8080), ssh -L, kubectl port-forward, layer 4 load balancers and home routers.
                    A dumb proxy is such a forwarder that reads one request and from then on watches one direction
                    only: see dumb-hang.
                    """, """
                    컨테이너(-p 80:8080), ssh -L, kubectl port-forward, 4계층 로드 밸런서, 공유기에서 쓴다. 멍청한 프락시는 요청 하나만 읽고
                    그다음에는 한쪽 방향만 보는 포워더라고 할 수 있다: dumb-hang 참고.
                    """)
            .cause(
                    Text.of("a forwarder stands between", "가운데에 포워더가 있다"),
                    Text.of("the client connects to the origin's port itself", "클라이언트가 원서버의 포트에 직접 연결한다"))
            .from("RFC 9110 section 3.7", "RFC 7239 section 4", "HTTP: The Definitive Guide, section 4.1.3");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        var client = stage.client(Cast.CLIENT);
        Party relay = stage.recording().party(Text.of("forwarder", "포워더"), Party.Role.RELAY);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, Scripts.respond(Messages.ok("hello")));
        PortForwarder forwarder = stage.owned(
                new PortForwarder(origin.address(), port -> stage.recording().owns(port, relay)));
        stage.relay(relay.name(), forwarder.address().getPort());
        InetSocketAddress address = stage.cause(forwarder.address(), origin.address());

        stage.caption(Text.of("The client connects and asks twice.", "클라이언트가 연결하고 두 번 요청한다."));
        ScriptedClient connection = client.connect(address);
        String request = Messages.head("GET / HTTP/1.1", "Host: " + origin.authority());
        Response response = connection.exchange(request);
        connection.exchange(request);

        int own = connection.wire().localPort();
        int seen = origin.awaitConnection(1).remotePort();
        TcpTable table = new KernelView(origin.port(), forwarder.address().getPort()).now();
        Table ends = new Table(
                Text.of("Ends of connections in the kernel's table", "커널 테이블에 있는 커넥션의 양 끝"),
                Text.of("whose", "누구의 소켓"),
                Text.of("local port", "로컬 포트"),
                Text.of("remote port", "상대 포트"),
                Text.of("state", "상태"));
        row(ends, Cast.CLIENT, table, own, address.getPort());
        row(ends, relay.name(), table, forwarder.address().getPort(), own);
        if (seen != own) {
            row(ends, relay.name(), table, seen, origin.port());
        }
        row(ends, Cast.ORIGIN, table, origin.port(), seen);
        stage.show(ends);
        boolean unchanged =
                connection.wire().sent().equals(origin.awaitConnection(1).received());
        stage.expect(
                Text.of(
                        "The client is answered through a port that is not the origin's.",
                        "클라이언트는 원서버의 포트가 아닌 포트를 통해 응답을 받는다."),
                response.statusCode() == 200 && address.getPort() != origin.port(),
                Text.of("It asked port %s; the origin listens at %s.", "요청한 포트는 %s, 원서버의 포트는 %s.")
                        .with(address.getPort(), origin.port()));
        stage.expect(
                Text.of(
                        "The origin sees a different port than the client's: there are two connections.",
                        "원서버에게 보이는 포트는 클라이언트의 포트가 아니다. 커넥션이 둘이기 때문이다."),
                seen != own,
                Text.of("The client's port is %s, the origin sees %s.", "클라이언트의 포트는 %s, 원서버가 본 포트는 %s.")
                        .with(own, seen));
        stage.expect(
                Text.of("The bytes pass unchanged.", "바이트는 그대로 전달된다."),
                unchanged,
                unchanged
                        ? Text.of("The origin received what the client sent.", "원서버가 받은 것은 클라이언트가 보낸 것과 같다.")
                        : Text.of("They differ.", "서로 다르다."));
    }

    /** Adds an end of a connection, if there is one. */
    private static void row(Table ends, Text whose, TcpTable table, int localPort, int remotePort) {
        KernelView.state(table, localPort, remotePort)
                .ifPresent(state -> ends.row(whose, localPort, remotePort, state));
    }
}
