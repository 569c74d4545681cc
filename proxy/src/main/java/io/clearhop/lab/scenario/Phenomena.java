package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Text;
import java.util.List;

/** What one hears about when one learns connection management, and where the lab shows it. */
public final class Phenomena {
    /** In the order of chapter 4 of <i>HTTP: The Definitive Guide</i>, then what sockets add to it. */
    public static final List<Phenomenon> ALL = List.of(
            shown(
                    "The delay of an HTTP transaction: connecting, sending, answering",
                    "HTTP 트랜잭션의 지연: 커넥션, 요청, 응답",
                    "handshake-cost"),
            shown(
                    "The delay of the three-way handshake",
                    "TCP 핸드셰이크(3-way handshake) 지연",
                    "handshake-cost",
                    "serial-page"),
            shown("Delayed acknowledgements, piggybacked", "확인응답 지연, 편승(piggyback)", "nagle-delayed-ack"),
            shown("Slow start, the congestion window", "TCP 느린 시작(slow start), 혼잡 윈도", "slow-start"),
            shown("Tuned connections", "튜닝된 커넥션", "tuned-connection", "slow-start"),
            shown("Nagle's algorithm and TCP_NODELAY", "네이글(Nagle) 알고리즘과 TCP_NODELAY", "nagle-delayed-ack"),
            shown(
                    "Connection: receive, obey, delete what it names, forward",
                    "Connection 헤더 처리의 네 단계",
                    "connection-four-steps"),
            shown("Hop-by-hop fields must not be forwarded", "홉별(hop-by-hop) 헤더는 전달하면 안 된다", "hop-by-hop-fields"),
            shown(
                    "Proxy-Authenticate, Transfer-Encoding, Upgrade, Trailer and TE at a proxy",
                    "프락시에서의 Proxy-Authenticate, Transfer-Encoding, Upgrade, Trailer, TE",
                    "hop-by-hop-fields"),
            shown(
                    "Connection names a field that all recipients need",
                    "Connection이 모든 수신자에게 필요한 헤더를 가리킬 때",
                    "protected-fields"),
            shown(
                    "WebSocket begins with Upgrade, a hop-by-hop field",
                    "웹소켓은 홉별 헤더인 Upgrade로 시작한다",
                    "hop-by-hop-fields"),
            shown("Serial transactions add up their delays", "순차적인 트랜잭션 처리에 의한 지연", "serial-page"),
            shown("Parallel connections", "병렬 커넥션", "parallel-page"),
            shown(
                    "Many connections cost memory: each client gets a few",
                    "다수의 커넥션은 메모리를 소모한다: 클라이언트마다 제한된 수만 허용",
                    "two-per-client",
                    "descriptor-limit"),
            shown("Bandwidth limits what parallel connections gain", "대역폭이 좁으면 사라지는 병렬 커넥션의 장점", "parallel-narrow"),
            shown("Parallel connections feel faster", "더 빠르게 느껴지는 병렬 커넥션", "parallel-feels-faster"),
            shown("Persistent connections", "지속 커넥션", "persistent-page"),
            shown("Site locality", "사이트 지역성(site locality)", "persistent-page"),
            shown(
                    "A browser asks for a page's styles, scripts and images over the connection that it has",
                    "브라우저가 CSS, JS, 이미지를 같은 커넥션으로 요청한다",
                    "persistent-page"),
            shown("Persistent and parallel connections together", "병렬 커넥션과 지속 커넥션을 함께 쓰기", "persistent-parallel"),
            shown("Pipelined connections", "파이프라인 커넥션", "pipelined-page"),
            shown(
                    "HTTP/1.0+ keep-alive: asked for and granted in every message",
                    "HTTP/1.0+ keep-alive: 모든 메시지에서 요청하고 허락한다",
                    "http10-keep-alive"),
            shown(
                    "No keep-alive in the answer: the origin does not support it",
                    "응답에 keep-alive가 없으면 서버가 지원하지 않는 것이다",
                    "http10-keep-alive"),
            shown(
                    "Keep-Alive options: timeout and max",
                    "Keep-Alive 옵션: timeout과 max",
                    "keep-alive-timeout",
                    "keep-alive-max"),
            shown(
                    "An exact length is the condition of persistence",
                    "지속 커넥션의 조건: 정확한 Content-Length나 청크 인코딩",
                    "length-missing",
                    "length-too-long",
                    "length-too-short"),
            shown(
                    "Connection: close ends a persistent connection with the last request",
                    "Connection: close: 마지막 요청에 보내 커넥션을 끝낸다",
                    "close-at-last"),
            shown(
                    "Persistent connections that nobody ends pile up",
                    "잘못 관리하면 쌓이는 지속 커넥션",
                    "close-at-last",
                    "peer-never-closes",
                    "descriptor-limit"),
            shown(
                    "A proxy keeps separate persistent connections to clients and origins",
                    "프락시는 클라이언트와 서버에 별도의 지속 커넥션을 맺는다",
                    "connection-four-steps",
                    "close-at-last",
                    "proxy-connection-smart"),
            shown("A blind relay hangs a keep-alive connection", "멍청한 프락시(blind relay)와 keep-alive: hang", "dumb-hang"),
            shown(
                    "Proxy-Connection: ignored by the origin, understood by a smart proxy",
                    "Proxy-Connection: 원서버는 무시하고 영리한 프락시는 이해한다",
                    "proxy-connection-dumb",
                    "proxy-connection-smart"),
            shown(
                    "A dumb proxy beside a smart one: the hang is back",
                    "영리한 프락시 옆의 멍청한 프락시: 다시 hang",
                    "hang-dumb-before-smart",
                    "hang-smart-before-dumb"),
            shown(
                    "A proxy should not persist with HTTP/1.0 clients",
                    "프락시는 HTTP/1.0 클라이언트와 지속 커넥션을 맺지 않는다",
                    "hang-dumb-before-smart"),
            shown(
                    "A proxy should persist only with a neighbour whose abilities it knows",
                    "프락시는 상대의 지원 범위를 알 때만 지속 커넥션을 맺어야 한다",
                    "hang-smart-before-dumb",
                    "hang-dumb-before-smart"),
            shown("HTTP/1.1 persists by default", "HTTP/1.1의 지속 커넥션: 기본으로 유지된다", "hang-http11", "close-at-last"),
            shown("Pipelining: answers in the order of the requests", "파이프라인 커넥션: 응답은 요청 순서대로", "pipelining-order"),
            shown(
                    "A client must be ready to repeat what was not answered",
                    "클라이언트는 응답받지 못한 요청을 다시 보낼 준비가 되어 있어야 한다",
                    "pipeline-broken",
                    "hang-smart-before-dumb",
                    "stale-get"),
            shown(
                    "Idempotent methods may be repeated, POST may not be pipelined",
                    "멱등성: 멱등 요청은 반복해도 되고 POST는 파이프라인으로 보내면 안 된다",
                    "pipelined-post",
                    "pipeline-broken",
                    "stale-get",
                    "stale-post"),
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
            shown(
                    "Connection pools, of a proxy or between a service and its database: borrowed and returned",
                    "커넥션 풀(프락시, 서버와 DB 사이): 빌려 쓰고 반환한다",
                    "connection-pool"),
            shown("At most two connections for each client (2N)", "클라이언트당 커넥션 두 개까지(2N)", "two-per-client"),
            shown("A pool's limit, and the queue before it", "커넥션 풀의 한도와 대기 큐", "pool-queue"),
            shown(
                    "A connection may be closed at any time, and a client must be ready to send its request again",
                    "커넥션은 언제든지 끊길 수 있고, 클라이언트는 요청을 다시 보낼 준비가 되어 있어야 한다: 재시도",
                    "stale-get",
                    "stale-post"),
            shown(
                    "Idempotent requests may be repeated, others may not (POST)",
                    "멱등성: 멱등 요청은 다시 보내도 되고 비멱등 요청(POST)은 안 된다",
                    "stale-get",
                    "stale-post"),
            shown(
                    "Content-Length and truncation: the length that was said and the one that came",
                    "Content-Length와 잘린 응답: 알려 준 길이와 실제로 온 길이",
                    "truncation",
                    "truncation-aborts"),
            shown(
                    "A cache must not store an answer whose length is wrong",
                    "길이가 맞지 않는 응답을 캐시 프락시가 저장하면 안 된다",
                    "truncated-stored"),
            shown(
                    "Full close and half-close: close() and shutdown()",
                    "전체 끊기와 절반 끊기: close()와 shutdown()",
                    "half-close",
                    "full-close"),
            shown(
                    "Connection reset by peer: ten answers lost to the eleventh request",
                    "connection reset by peer: 열한 번째 요청 때문에 응답 열 개가 지워진다",
                    "full-close",
                    "early-answer"),
            shown(
                    "RST: data comes to a connection that is closed already",
                    "RST: 이미 끊긴 커넥션으로 데이터를 보냈을 때",
                    "full-close",
                    "peer-never-closes"),
            shown(
                    "Graceful close: output first, watch the input, close by force after a timeout",
                    "우아한 커넥션 끊기: 출력 채널을 먼저 끊고, 입력 채널을 살피고, 타임아웃이 지나면 강제로 끊는다",
                    "full-close",
                    "early-answer",
                    "peer-never-closes"),
            shown("Who closes first?", "누가 먼저 끊는가?", "idle-mismatch", "watched-pool"),
            shown(
                    "Can a pool hand out a connection that is already closed? Checking when it is borrowed",
                    "커넥션 풀에서 이미 닫힌 커넥션을 가져올 수 있는가? 가져올 때 유효성 확인",
                    "naive-pool",
                    "watched-pool"),
            shown(
                    "A half-closed connection is noticed only by reading",
                    "한쪽만 닫힌 커넥션(half-close)은 읽어 봐야 알 수 있다",
                    "naive-pool",
                    "half-close"),
            shown(
                    "A peer that goes without a FIN: the pulled cable",
                    "FIN을 보내지 못하고 끝나는 연결: 케이블(스위치)을 뽑은 경우",
                    "vanished-peer"),
            shown(
                    "TCP keep-alive and HTTP keep-alive; one side alone may use TCP's",
                    "TCP KeepAlive와 HTTP KeepAlive, TCP KeepAlive는 한쪽만 써도 된다",
                    "vanished-peer",
                    "idle-mismatch"));

    private Phenomena() {}

    private static Phenomenon shown(String en, String ko, String... scenarios) {
        return new Phenomenon(Text.of(en, ko), List.of(scenarios));
    }
}
