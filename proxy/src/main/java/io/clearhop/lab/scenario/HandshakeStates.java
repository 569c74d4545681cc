package io.clearhop.lab.scenario;

import io.clearhop.kernel.TcpLine;
import io.clearhop.kernel.TcpState;
import io.clearhop.kernel.TcpTable;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A connection in the making: SYN_SENT until the listener's system answers, then ESTABLISHED at both ends. */
final class HandshakeStates implements Scenario {
    /** Longer than any handshake that is answered; the kernel repeats a SYN after a second. */
    private static final long LOOK_MILLIS = 200;

    private static final Lesson LESSON = Lesson.named("handshake-states", Family.SOCKETS)
            .title("The three-way handshake, state by state", "3-way handshake의 상태: SYN_SENT에서 ESTABLISHED까지")
            .see("""
                    For a while an origin does not accept connections, and the queue in which its system keeps waiting
                    connections is full. A client connects: its SYN gets no reply, and its socket stays in SYN_SENT.
                    As soon as the origin accepts again, the client's next SYN is answered, and both ends become
                    ESTABLISHED.
                    """, """
                    원서버가 한동안 커넥션을 받아들이지(accept) 않아 대기 큐가 가득 찼다. 클라이언트가 연결을 시도하지만 SYN에 답이
                    없어 소켓은 SYN_SENT에 머문다. 원서버가 accept를 시작하면 클라이언트가 다시 보낸 SYN에 답이 오고, 양쪽 모두
                    ESTABLISHED가 된다.
                    """)
            .why("""
                    Three segments make a connection: SYN, SYN+ACK, ACK. The client's socket is in SYN_SENT until the
                    second segment arrives; the other end is in SYN_RECV until the third arrives; then both are
                    ESTABLISHED. The two operating systems do this on their own: the origin's program only takes
                    finished connections out of a queue (accept). When that queue is full, Linux drops further SYNs.
                    The client's system sends its SYN again after a second, and then again and again.
                    """, """
                    커넥션은 세그먼트 셋으로 맺어진다: SYN, SYN+ACK, ACK. 클라이언트의 소켓은 두 번째 세그먼트가 올 때까지 SYN_SENT,
                    상대 쪽은 세 번째가 올 때까지 SYN_RECV이고 그다음 둘 다 ESTABLISHED가 된다. 핸드셰이크는 운영체제끼리 하고, 원서버는
                    완성된 커넥션을 큐에서 꺼낼(accept) 뿐이다. 큐가 가득 차면 리눅스는 SYN을 버리고, 클라이언트 쪽 시스템은 1초 뒤에
                    SYN을 다시 보내며 이를 몇 번이고 되풀이한다.
                    """)
            .cure("""
                    Accept quickly, and ask for a queue (the backlog argument of listen) that is long enough for a
                    burst; a proxy asks for thousands. A client that wants to pay for fewer handshakes keeps its
                    connections and reuses them.
                    """, """
                    빨리 accept하고, 몰려드는 연결을 담을 만큼 큐(listen의 backlog)를 크게 잡는다. 프락시는 수천으로 잡는다. 핸드셰이크
                    비용을 덜 치르려는 클라이언트는 커넥션을 유지해 재사용한다.
                    """)
            .today("""
                    In front of a service that is stuck or pausing for garbage collection: a connect time of just over
                    one second in a client's log means that a SYN had to be sent again. Many sockets in SYN_SENT point
                    to a firewall that drops packets, or to a machine that is gone.
                    """, """
                    멈췄거나 가비지 컬렉션 중인 서비스에서 만난다. 클라이언트 로그의 연결 시간이 딱 1초를 조금 넘는다면 SYN이 다시
                    보내진 것이다. SYN_SENT 소켓이 많다면 패킷을 버리는 방화벽이나 사라진 서버를 의심한다.
                    """)
            .cause(
                    Text.of("the listener's queue is full", "리스너의 대기 큐가 가득 찼다"),
                    Text.of("the listener's queue has room", "리스너의 대기 큐에 자리가 있다"))
            .from(
                    "HTTP: The Definitive Guide, section 4.2.3, figure 4-8",
                    "RFC 9293 section 3.5",
                    "RFC 6298 section 2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        ClientOnStage client = stage.client(Cast.CLIENT);
        FullQueue listener = stage.owned(new FullQueue());
        int port = listener.address().getPort();
        stage.relay(Cast.ORIGIN, port);
        KernelView kernel = new KernelView(port);
        if (stage.cause(true, false)) {
            listener.fill();
        }
        Table states = new Table(
                Text.of("What the kernel's table says", "커널 테이블에 보이는 상태"),
                Text.of("moment", "시점"),
                Text.of("the client's end", "클라이언트 쪽"),
                Text.of("the origin's end", "원서버 쪽"),
                Text.of("waiting in the queue", "큐에서 기다리는 커넥션"));

        stage.caption(
                Text.of("The client connects to a listener, but nobody accepts.", "클라이언트가 아무도 accept하지 않는 리스너에 연결한다."));
        Duration began = stage.now();
        CompletableFuture<ScriptedClient> begun = client.begin(listener.address());
        kernel.await(table -> begun.isDone() || connecting(table, port).isPresent());
        Thread.sleep(LOOK_MILLIS);
        TcpTable unanswered = kernel.now();
        Optional<TcpState> waiting = connecting(unanswered, port).map(TcpLine::state);
        waiting.ifPresent(state ->
                client.note(Text.of("the kernel says %s", "커널의 테이블: %s").with(state)));
        int own = connecting(unanswered, port)
                .map(line -> line.local().getPort())
                .orElseGet(() -> begun.join().wire().localPort());
        row(states, Text.of("nobody accepts", "accept하지 않는 동안"), unanswered, own, port);

        stage.caption(Text.of("The origin accepts the connections that wait.", "원서버가 기다리던 커넥션을 accept한다."));
        listener.accept();
        begun.join();
        Duration took = stage.now().minus(began);
        TcpTable after = kernel.await(table -> isEstablished(table, own, port) && isEstablished(table, port, own));
        row(states, Text.of("after the handshake", "핸드셰이크가 끝난 뒤"), after, own, port);

        stage.show(states);
        stage.measure(Text.of("from the first SYN to the connection", "첫 SYN에서 커넥션까지"), took);
        stage.expect(
                Text.of(
                        "Without an answer the client's socket stays in SYN_SENT.",
                        "답이 없는 동안 클라이언트의 소켓은 SYN_SENT에 머문다."),
                waiting.isPresent(),
                Text.of("After %s the client's end was %s.", "%s 뒤 클라이언트 쪽은 %s.")
                        .with(
                                Duration.ofMillis(LOOK_MILLIS),
                                KernelView.name(KernelView.state(unanswered, own, port))));
        stage.expect(
                Text.of("After the handshake both ends are ESTABLISHED.", "핸드셰이크가 끝나면 양쪽 모두 ESTABLISHED다."),
                isEstablished(after, own, port) && isEstablished(after, port, own),
                Text.of("Client: %s, origin: %s.", "클라이언트: %s, 원서버: %s.")
                        .with(
                                KernelView.name(KernelView.state(after, own, port)),
                                KernelView.name(KernelView.state(after, port, own))));
    }

    private static boolean isEstablished(TcpTable table, int localPort, int remotePort) {
        return KernelView.state(table, localPort, remotePort).equals(Optional.of(TcpState.ESTABLISHED));
    }

    private static Optional<TcpLine> connecting(TcpTable table, int port) {
        return table.lines().stream()
                .filter(line ->
                        line.state() == TcpState.SYN_SENT && line.remote().getPort() == port)
                .findFirst();
    }

    private static void row(Table states, Text moment, TcpTable table, int own, int port) {
        states.row(
                moment,
                KernelView.name(KernelView.state(table, own, port)),
                KernelView.name(KernelView.state(table, port, own)),
                table.listener(port).map(TcpLine::waiting).orElse(0L));
    }
}
