package io.clearhop.lab.scenario;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.NotHere;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;

/** A peer that goes without a word. */
final class VanishedPeer implements Scenario {
    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final int QUESTIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration WAIT = Duration.ofMillis(700);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int PROMISED = 60;

    private static final Lesson LESSON = Lesson.named("vanished-peer", Family.STALE)
            .title(
                    "A peer that vanishes: TCP keep-alive notices, HTTP keep-alive does not",
                    "말없이 사라진 상대: TCP KeepAlive는 알아채고 HTTP KeepAlive는 모른다")
            .see("""
                    A client has two idle connections to an origin that promised to keep them for a minute. Then the
                    origin is gone, as if its cable had been pulled: no FIN, no RST. On the first connection TCP
                    keep-alive asks, gets no reply, and reports the end. On the second nobody asks: it looks alive and
                    takes a request, but no answer ever comes.
                    """, """
                    클라이언트가 원서버와 유휴 커넥션 두 개를 가지고 있고, 원서버는 1분 동안 유지하겠다고 했다. 그러다 원서버가
                    케이블이 뽑힌 것처럼 사라진다. FIN도 RST도 없다. 첫째 커넥션에서는 TCP KeepAlive가 물어보고 답이 없자 끝났다고
                    알린다. 둘째 커넥션에서는 아무도 묻지 않는다. 살아 있는 것처럼 보이고, 요청도 받아들이지만, 아무 답이 없다.
                    """)
            .why("""
                    The two share only a name. HTTP keep-alive is an agreement to use the connection for further
                    requests, and for how long; it sends nothing. TCP keep-alive makes the kernel send empty probes on
                    a silent connection and give the connection up if nobody acknowledges them. It is enough if one
                    side uses it. Without it, TCP never finds out that a connection on which nothing is sent is dead.
                    """, """
                    둘은 이름만 비슷하다. HTTP KeepAlive는 커넥션을 다음 요청에도, 얼마 동안 쓰자는 합의일 뿐 아무것도 보내지 않는다.
                    TCP KeepAlive는 커널이 조용한 커넥션에 빈 탐사 패킷(probe)을 보내고, 확인응답이 없으면 커넥션을 포기하게 한다.
                    한쪽만 써도 된다. 아무것도 보내지 않는 커넥션이 죽었다는 사실을 TCP가 스스로 알아내는 일은 없다.
                    """)
            .cure("""
                    Turn on TCP keep-alive for connections that may be idle, with suitable times: the usual default of
                    two hours is too long (in the smart proxy: --tcp-keep-alive). It notices only after the idle time
                    and the probes, not at once; so also limit how long connections may be idle and how long to wait
                    for an answer. If both are set to 60 seconds, HTTP closes after 60 s, while TCP asks every 60 s
                    whether the peer is still alive.
                    """, """
                    유휴 상태로 둘 커넥션에는 TCP KeepAlive를 켜고 시간을 알맞게 정한다. 흔한 기본값인 두 시간은 너무 길다(영리한
                    프락시에서는 --tcp-keep-alive). 유휴 시간과 탐사 시간이 지나야 알 수 있고 실시간으로 알 수는 없으므로, 유휴
                    커넥션의 한도와 응답 타임아웃도 함께 둔다. 똑같이 60초로 정해도 HTTP는 60초가 지나면 끊고, TCP는 60초마다 살아
                    있는지 물어본다.
                    """)
            .today("""
                    With pulled cables, crashed machines and lost Wi-Fi; most of all with firewalls and NAT that
                    forget idle connections. Then the next request on a pooled connection hangs for minutes.
                    """, """
                    뽑힌 케이블, 갑자기 꺼진 장비, 끊긴 와이파이에서 만난다. 가장 흔한 것은 유휴 커넥션을 잊어버리는 방화벽과 NAT다.
                    그러면 풀에서 꺼낸 커넥션의 다음 요청이 몇 분 동안 멈춘다(hang).
                    """)
            .cause(Text.of("the origin vanishes", "원서버가 사라진다"), Text.of("the origin stays", "원서버가 그대로 있다"))
            .from("RFC 9293 section 3.8.4", "RFC 1122 section 4.2.3.6", "RFC 9112 section 9.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws NotHere, InterruptedException {
        ClientOnStage client = stage.client(Text.of("client", "클라이언트"));
        VanishingOrigin origin = stage.owned(VanishingOrigin.start(
                Messages.head("HTTP/1.1 200 OK", "Keep-Alive: timeout=" + PROMISED, "Content-Length: 5") + "hello"));
        stage.relay(Text.of("origin", "원서버"), origin.address().getPort());
        String request = Messages.head("GET / HTTP/1.1", "Host: origin.test");

        stage.caption(Text.of(
                "Two connections rest. On #1 the client has switched TCP keep-alive on.",
                "커넥션 두 개가 쉰다. 클라이언트는 #1에 TCP KeepAlive를 켜 두었다."));
        ScriptedClient asking = client.connect(origin.address());
        asking.wire().tcpKeepAlive(SILENCE, QUESTIONS);
        asking.exchange(request);
        ScriptedClient trusting = client.connect(origin.address());
        trusting.exchange(request);

        stage.caption(stage.cause(
                Text.of("The origin vanishes. Nothing announces it.", "원서버가 사라진다. 아무것도 그 사실을 알리지 않는다."),
                Text.of("The origin stays.", "원서버는 그대로 있다.")));
        Runnable vanish = origin::vanish;
        stage.cause(vanish, () -> {}).run();
        Duration gone = stage.now();
        Arrival noticed = asking.wire().awaitArrival(PATIENCE);
        Duration took = stage.now().minus(gone);
        if (noticed == Arrival.VANISHED) {
            client.note(Text.of("TCP keep-alive gives #1 up", "TCP KeepAlive가 #1을 포기한다"));
        }
        boolean quiet = trusting.wire().awaitArrival(LOOK) == Arrival.NOTHING;

        stage.caption(Text.of("#2 looks alive. The client uses it.", "#2는 살아 있는 것처럼 보인다. 클라이언트가 사용한다."));
        trusting.send(request);
        Arrival came = trusting.wire().awaitArrival(WAIT);
        settings(stage);
        stage.measure(Text.of("watched #1 for", "#1을 지켜본 시간"), took);
        stage.expect(
                Text.of("TCP keep-alive notices, without any request.", "TCP KeepAlive는 요청이 없어도 알아챈다."),
                noticed == Arrival.VANISHED,
                Text.of("On #1 came %s, after %s.", "#1에 온 것: %s (%s 뒤).").with(Answer.said(noticed), took));
        stage.expect(
                Text.of(
                        "HTTP keep-alive notices nothing: sending succeeds, and nobody answers.",
                        "HTTP KeepAlive는 아무것도 모른다. 보내기는 성공하고 아무도 답하지 않는다."),
                quiet && came == Arrival.NOTHING,
                Text.of("On #2 came %s.", "#2에 온 것: %s.").with(Answer.said(came)));
    }

    private static void settings(Stage stage) {
        stage.measure(Text.of("TCP keep-alive: silence before a probe", "TCP KeepAlive: 탐사까지의 침묵"), SILENCE);
        stage.measure(Text.of("TCP keep-alive: probes without an answer", "TCP KeepAlive: 답 없는 탐사 횟수"), QUESTIONS);
        stage.measure(Text.of("HTTP keep-alive: promised for", "HTTP KeepAlive: 약속한 시간"), Duration.ofSeconds(PROMISED));
        stage.measure(Text.of("waited for an answer on #2", "#2에서 응답을 기다린 시간"), WAIT);
    }
}
