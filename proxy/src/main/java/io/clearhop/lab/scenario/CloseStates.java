package io.clearhop.lab.scenario;

import static io.clearhop.kernel.TcpState.CLOSE_WAIT;
import static io.clearhop.kernel.TcpState.ESTABLISHED;
import static io.clearhop.kernel.TcpState.FIN_WAIT1;
import static io.clearhop.kernel.TcpState.FIN_WAIT2;
import static io.clearhop.kernel.TcpState.LAST_ACK;
import static io.clearhop.kernel.TcpState.TIME_WAIT;

import io.clearhop.kernel.TcpState;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Wire;
import io.clearhop.lab.picture.Table;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A connection in the closing: each direction by itself, and who began remembers it longest. */
final class CloseStates implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Lesson LESSON = Lesson.named("close-states", Family.SOCKETS)
            .title("The four-way handshake, state by state", "4-way handshake의 상태: FIN_WAIT2, CLOSE_WAIT, TIME_WAIT")
            .see("""
                    The client ends its own direction with a FIN before the answer has come. Now its end is in
                    FIN_WAIT2 and the origin's end in CLOSE_WAIT: the connection is half closed, and the answer still
                    arrives. The origin's FIN then ends the other direction. The origin's socket disappears; the
                    client's, which was closed first, stays in TIME_WAIT.
                    """, """
                    클라이언트가 응답이 오기 전에 FIN으로 자기 방향을 끊는다. 클라이언트 쪽은 FIN_WAIT2, 원서버 쪽은 CLOSE_WAIT가 된다.
                    절반만 끊긴 상태라 응답은 그래도 도착한다. 원서버의 FIN이 나머지 방향을 끊으면 원서버의 소켓은 사라지고, 먼저 끊은
                    클라이언트의 소켓은 TIME_WAIT로 남는다.
                    """)
            .why("""
                    A connection has two directions, and each is ended by the side that sends in it; so FIN and ACK
                    are exchanged twice. The side that sends the first FIN goes through FIN_WAIT1 (not yet
                    acknowledged) and FIN_WAIT2 (acknowledged, the other direction still open). The other side is in
                    CLOSE_WAIT until its program closes too, and then in LAST_ACK. The very last ACK may get lost, and
                    then the FIN comes again. So the side that closed first stays for a while to acknowledge it once
                    more: that is TIME_WAIT.
                    """, """
                    커넥션은 두 방향이고 각 방향은 보내는 쪽이 끊는다. 그래서 FIN과 ACK가 두 번 오간다. 먼저 FIN을 보낸 쪽은
                    FIN_WAIT1(아직 확인응답을 못 받음)과 FIN_WAIT2(확인응답을 받았고 반대 방향은 열려 있음)를 거친다. 받은 쪽은 자기
                    프로그램이 close할 때까지 CLOSE_WAIT, 그다음 LAST_ACK이다. 마지막 ACK가 유실되면 FIN이 다시 오므로, 먼저 끊은 쪽이
                    남아서 답해야 한다. 그것이 TIME_WAIT다.
                    """)
            .cure("""
                    Nothing is wrong here: this is how a connection ends in an orderly way, and a client that has
                    ended its direction should still get its answer (RFC 9112 section 9.6). A RST, in contrast, ends
                    both directions at once: no state is left behind, and whatever was still under way is lost.
                    """, """
                    잘못된 것은 없다. 커넥션은 이렇게 우아하게 끊기며, 자기 방향을 끊은 클라이언트도 응답은 받아야 한다(RFC 9112 9.6절).
                    RST는 두 방향을 한꺼번에 끊는다. 아무 상태도 남지 않고, 전송 중이던 것은 사라진다.
                    """)
            .today("""
                    In the output of ss and netstat. If the number of CLOSE_WAIT sockets keeps growing, your own
                    program has a bug: the peer has closed, and your program forgets to. If FIN_WAIT2 keeps growing,
                    the peer forgets. TIME_WAIT is normal: see time-wait.
                    """, """
                    ss나 netstat에서 본다. CLOSE_WAIT가 계속 늘면 내 프로그램의 버그다. 상대는 닫았는데 내 쪽이 close를 잊은 것이다.
                    FIN_WAIT2가 늘면 상대가 잊은 것이다. TIME_WAIT는 정상이다: time-wait 참고.
                    """)
            .cause(
                    Text.of("the client ends its direction with a FIN", "클라이언트가 FIN으로 자기 방향을 끊는다"),
                    Text.of("the client aborts the connection with a RST", "클라이언트가 RST로 커넥션을 중단한다"))
            .from("RFC 9293 section 3.6", "RFC 9112 section 9.6", "HTTP: The Definitive Guide, section 4.7.4");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        Gate gate = new Gate();
        var client = stage.client(Cast.CLIENT);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, gate.answersOnce("late, and complete"));
        Consumer<Wire> end = stage.cause(Wire::halfClose, Wire::reset);
        Table states = new Table(
                Text.of("What the kernel's table says", "커널 테이블에 보이는 상태"),
                Text.of("moment", "시점"),
                Text.of("the client's end", "클라이언트 쪽"),
                Text.of("the origin's end", "원서버 쪽"));

        stage.caption(Text.of("The client asks; the origin takes its time.", "클라이언트가 요청하고, 원서버는 시간을 끈다."));
        ScriptedClient connection = client.connect(origin.address());
        connection.send(Messages.head("GET / HTTP/1.1", "Host: " + origin.authority(), "Connection: close"));
        origin.awaitRequests(1);
        Ends open = Ends.after(connection, origin, Set.of(), Set.of());
        states.row(Text.of("asked", "요청한 뒤"), open.client(), open.origin());

        stage.caption(stage.cause(
                Text.of("The client ends its direction, and reads on.", "클라이언트가 자기 방향만 끊고 계속 읽는다."),
                Text.of("The client aborts the connection.", "클라이언트가 커넥션을 중단한다.")));
        end.accept(connection.wire());
        Ends half = Ends.after(connection, origin, Set.of(ESTABLISHED, FIN_WAIT1), Set.of(ESTABLISHED));
        states.row(Text.of("the client has ended", "클라이언트가 끊은 뒤"), half.client(), half.origin());

        stage.caption(Text.of("The origin answers and closes.", "원서버가 응답하고 닫는다."));
        gate.open(1);
        Arrival came = connection.wire().awaitArrival(PATIENCE);
        if (came == Arrival.BYTES) {
            connection.readResponse();
            connection.awaitEnd();
        }
        Ends over = Ends.after(connection, origin, Set.of(FIN_WAIT2, FIN_WAIT1), Set.of(CLOSE_WAIT, LAST_ACK));
        states.row(Text.of("the origin has ended, too", "원서버도 끊은 뒤"), over.client(), over.origin());

        stage.show(states);
        stage.expect(
                Text.of(
                        "Half closed, the client is in FIN_WAIT2 and the origin in CLOSE_WAIT.",
                        "절반만 끊기면 클라이언트는 FIN_WAIT2, 원서버는 CLOSE_WAIT다."),
                half.are(FIN_WAIT2, CLOSE_WAIT),
                half.told());
        stage.expect(
                Text.of("The answer still arrives.", "응답은 그래도 도착한다."),
                came == Arrival.BYTES,
                Text.of("The client saw: %s.", "클라이언트가 본 것: %s.").with(came));
        stage.expect(
                Text.of(
                        "The side that closed first stays in TIME_WAIT; the other end is gone.",
                        "먼저 끊은 쪽은 TIME_WAIT로 남고, 상대 쪽은 사라진다."),
                over.clientState().equals(Optional.of(TIME_WAIT))
                        && over.originState().isEmpty(),
                over.told());
    }

    /** The states of both ends at a moment. */
    private record Ends(Optional<TcpState> clientState, Optional<TcpState> originState) {
        /** As soon as each is none of those that it passes. */
        static Ends after(
                ScriptedClient connection, ScriptedOrigin origin, Set<TcpState> ofClient, Set<TcpState> ofOrigin)
                throws Exception {
            int own = connection.wire().localPort();
            KernelView kernel = new KernelView(origin.port());
            return new Ends(
                    kernel.awaitAfter(own, origin.port(), ofClient), kernel.awaitAfter(origin.port(), own, ofOrigin));
        }

        boolean are(TcpState client, TcpState origin) {
            return clientState.equals(Optional.of(client)) && originState.equals(Optional.of(origin));
        }

        Text client() {
            return KernelView.name(clientState);
        }

        Text origin() {
            return KernelView.name(originState);
        }

        Text told() {
            return Text.of("Client: %s, origin: %s.", "클라이언트: %s, 원서버: %s.").with(client(), origin());
        }
    }
}
