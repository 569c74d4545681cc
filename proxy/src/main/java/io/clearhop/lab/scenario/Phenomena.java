package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Text;
import java.util.List;

/** What one hears about when one learns connection management, and where the lab shows it. */
public final class Phenomena {
    /** In the order of chapter 4 of <i>HTTP: The Definitive Guide</i>, then what sockets add to it. */
    public static final List<Phenomenon> ALL = List.of(
            shown("A blind relay hangs a keep-alive connection", "멍청한 프락시(blind relay)와 keep-alive: hang", "dumb-hang"),
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
