package io.clearhop.lab.stage;

/** What belongs together, in the order in which one learns it. */
public enum Family {
    SOCKETS("Sockets and connections", "소켓과 커넥션"),
    TCP_COSTS("What TCP costs", "TCP의 성능"),
    PORTS("TIME_WAIT and ports", "TIME_WAIT의 누적과 포트 고갈"),
    HOP_BY_HOP("Hop-by-hop fields", "홉별(hop-by-hop) 헤더"),
    PAGE("Loading a page", "페이지 내려받기: 병렬, 지속, 파이프라인 커넥션"),
    KEEP_ALIVE("Keep-alive rules", "Keep-Alive 커넥션의 제한과 규칙"),
    HANG("The hang", "멍청한 프락시와 hang"),
    PIPELINING("Pipelining", "파이프라인 커넥션"),
    STALE("Stale connections", "끊긴 줄 모르는 커넥션"),
    POOLS("Connection pools", "커넥션 풀"),
    CLOSING("Closing", "커넥션 끊기");

    private final String en;
    private final String ko;

    Family(String en, String ko) {
        this.en = en;
        this.ko = ko;
    }

    /** Its heading. */
    public Text title() {
        return Text.of(en, ko);
    }
}
