package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Text;
import java.util.List;

/** What one hears about when one learns connection management, and where the lab shows it. */
public final class Phenomena {
    /** In the order of chapter 4 of <i>HTTP: The Definitive Guide</i>, then what sockets add to it. */
    public static final List<Phenomenon> ALL = List.of(
            shown(
                    "What a socket is: a file descriptor, two addresses, two ports",
                    "소켓이란: 파일 디스크립터와 로컬·상대의 주소와 포트",
                    "four-tuple"),
            shown(
                    "Four values identify a connection (4-tuple, with the protocol 5-tuple)",
                    "커넥션을 식별하는 네 값: 4-tuple, 프로토콜까지 5-tuple",
                    "four-tuple"),
            shown(
                    "Clients behind one address are told apart by the remote port",
                    "IP가 같은 여러 사용자는 remote port로 구분된다",
                    "four-tuple"),
            shown(
                    "The three-way handshake, its states, the queue of a listener",
                    "3-way handshake와 상태(SYN_SENT, ESTABLISHED), 리스너의 대기 큐",
                    "handshake-states"),
            shown(
                    "The four-way handshake and its states",
                    "4-way handshake와 상태(FIN_WAIT, CLOSE_WAIT, LAST_ACK, TIME_WAIT)",
                    "close-states"),
            shown(
                    "How many clients one process can have: the limit of file descriptors",
                    "하나의 프로세스는 몇 개의 클라이언트와 연결할 수 있는가: 파일 디스크립터의 한도",
                    "descriptor-limit"),
            shown("Port forwarding", "포트 포워딩", "port-forwarding"),
            shown("TIME_WAIT accumulates, with the side that closes first", "TIME_WAIT의 누적, 먼저 끊은 쪽에", "time-wait"),
            shown("Ports run out", "포트 고갈", "port-exhaustion", "time-wait"),
            shown("A blind relay hangs a keep-alive connection", "멍청한 프락시(blind relay)와 keep-alive: hang", "dumb-hang"),
            shown("Connection pools: borrowed and given back", "커넥션 풀: 빌려 쓰고 반환한다", "connection-pool"),
            shown("At most two connections for each client (2N)", "클라이언트당 커넥션 두 개까지(2N)", "two-per-client"),
            shown("A pool's limit, and the queue before it", "커넥션 풀의 한도와 대기 큐", "pool-queue"));

    private Phenomena() {}

    private static Phenomenon shown(String en, String ko, String... scenarios) {
        return new Phenomenon(Text.of(en, ko), List.of(scenarios));
    }
}
