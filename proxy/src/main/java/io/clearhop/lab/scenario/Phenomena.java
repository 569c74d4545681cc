package io.clearhop.lab.scenario;

import io.clearhop.lab.stage.Phenomenon;
import io.clearhop.lab.stage.Text;
import java.util.List;

/** What one hears about when one learns connection management, and where the lab shows it. */
public final class Phenomena {
    /** In the order of chapter 4 of <i>HTTP: The Definitive Guide</i>, then what sockets add to it. */
    public static final List<Phenomenon> ALL = List.of(
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
                    "A proxy keeps separate persistent connections to clients and origins",
                    "프락시는 클라이언트와 서버에 별도의 지속 커넥션을 맺는다",
                    "connection-four-steps",
                    "close-at-last",
                    "proxy-connection-smart"),
            shown("A blind relay hangs a keep-alive connection", "멍청한 프락시(blind relay)와 keep-alive: hang", "dumb-hang"),
            shown(
                    "Proxy-Connection: ignored by the origin, understood by a smart proxy",
                    "Proxy-Connection: 오리진은 무시하고 영리한 프락시는 이해한다",
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
            shown("HTTP/1.1 persists by default", "HTTP/1.1의 지속 커넥션: 기본으로 유지된다", "hang-http11", "close-at-last"),
            shown("Pipelining: answers in the order of the requests", "파이프라인 커넥션: 응답은 요청 순서대로", "pipelining-order"),
            shown(
                    "A client must be ready to repeat what was not answered",
                    "클라이언트는 응답받지 못한 요청을 다시 보낼 준비가 되어 있어야 한다",
                    "pipeline-broken",
                    "hang-smart-before-dumb"),
            shown(
                    "Idempotent methods may be repeated, POST may not be pipelined",
                    "멱등성: 멱등 요청은 반복해도 되고 POST는 파이프라인으로 보내면 안 된다",
                    "pipelined-post",
                    "pipeline-broken"));

    private Phenomena() {}

    private static Phenomenon shown(String en, String ko, String... scenarios) {
        return new Phenomenon(Text.of(en, ko), List.of(scenarios));
    }
}
