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
            shown("Serial transactions add up their delays", "순차적인 트랜잭션 처리에 의한 지연", "serial-page"),
            shown("Parallel connections", "병렬 커넥션", "parallel-page"),
            shown("Bandwidth limits what parallel connections gain", "대역폭이 좁으면 사라지는 병렬 커넥션의 장점", "parallel-narrow"),
            shown("Parallel connections feel faster", "더 빠르게 느껴지는 병렬 커넥션", "parallel-feels-faster"),
            shown("Persistent connections", "지속 커넥션", "persistent-page"),
            shown("Site locality", "사이트 지역성(site locality)", "persistent-page"),
            shown("Persistent and parallel connections together", "병렬 커넥션과 지속 커넥션을 함께 쓰기", "persistent-parallel"),
            shown("Pipelined connections", "파이프라인 커넥션", "pipelined-page"),
            shown(
                    "A blind relay hangs a keep-alive connection",
                    "멍청한 프락시(blind relay)와 keep-alive: hang",
                    "dumb-hang"));

    private Phenomena() {}

    private static Phenomenon shown(String en, String ko, String... scenarios) {
        return new Phenomenon(Text.of(en, ko), List.of(scenarios));
    }
}
