package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pipelined answers come in the order of their requests, however slow the first one is. */
final class PipeliningOrder implements Scenario {
    private static final Duration SLOW = Duration.ofMillis(800);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<String> IN_ORDER = List.of("/slow", "/fast-1", "/fast-2");

    private static final Lesson LESSON = Lesson.named("pipelining-order", Family.PIPELINING)
            .title(
                    "Pipelined answers keep their order: a slow one holds up all behind it",
                    "파이프라인의 응답은 순서를 지킨다: 느린 응답 하나가 뒤의 모든 응답을 막는다")
            .see("""
                    Three requests leave together on one connection. The first is slow. The other two could be
                    answered at once, but their answers have to wait until the first has been sent; this is called
                    head-of-line blocking. With a connection for each request (the cause removed), the fast answers
                    arrive long before the slow one.
                    """, """
                    요청 셋이 한 커넥션으로 함께 나간다. 첫 요청은 느리다. 나머지 둘은 바로 응답할 수 있지만, 첫 응답이 나갈 때까지
                    기다려야 한다. 이것이 head-of-line blocking이다. 커넥션을 하나씩 따로 쓰면(원인을 없애면) 빠른 응답은 느린
                    응답보다 훨씬 먼저 도착한다.
                    """)
            .why("""
                    An HTTP/1.1 answer does not say which request it belongs to. Only the order tells: the first
                    answer on a connection belongs to the first request. So answers must be sent in the order in which
                    the requests came (RFC 9112 section 9.3.2), even if a later one is ready earlier.
                    """, """
                    HTTP/1.1 응답에는 어느 요청의 것인지 적혀 있지 않다. 순서만이 알려 준다. 커넥션의 첫 응답은 첫 요청의 것이다.
                    그래서 나중 것이 먼저 준비되어도 응답은 요청이 온 순서대로 보내야 한다(RFC 9112 9.3.2절).
                    """)
            .cure("""
                    Within HTTP/1.1 the only way out is more connections. HTTP/2 numbers every exchange, so answers
                    may overtake each other; HTTP/3 also removes the blocking that is left in TCP. Clearhop accepts
                    pipelined requests from clients, sends them to origins one at a time, and never pipelines itself.
                    """, """
                    HTTP/1.1 안에서는 커넥션을 더 쓰는 것 말고는 방법이 없다. HTTP/2는 트랜잭션마다 번호를 붙여 응답이 서로 앞지를 수 있게
                    하고, HTTP/3은 TCP에 남은 막힘까지 없앤다. Clearhop은 클라이언트의 파이프라인 요청을 받되 원서버에는 하나씩
                    보내며, 스스로는 파이프라인을 쓰지 않는다.
                    """)
            .today("""
                    No browser pipelines any more: the gain was small, and faulty proxies were many. Database drivers
                    and Redis clients pipeline as a matter of course, under the same rule of order.
                    """, """
                    이제 파이프라인을 쓰는 브라우저는 없다. 얻는 것은 적고 결함 있는 프락시는 많았다. 데이터베이스 드라이버와 Redis
                    클라이언트는 지금도 당연하게 쓰며, 순서의 규칙도 같다.
                    """)
            .cause(
                    Text.of("the requests are pipelined on one connection", "요청들을 한 커넥션에 파이프라인으로 보낸다"),
                    Text.of("each request has a connection of its own", "요청마다 커넥션을 따로 쓴다"))
            .from("HTTP: The Definitive Guide, figure 4-18", "RFC 9112 section 9.3.2", "RFC 9112 section 9.2");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Cast.SMART_PROXY, ListenMode.SMART);
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, (wire, number) -> {
            while (wire.awaitArrival(LONG) == Arrival.BYTES) {
                String target = wire.readRequest().target();
                if (target.equals("/slow")) {
                    TimeUnit.NANOSECONDS.sleep(SLOW.toNanos());
                }
                wire.send(Messages.ok(target));
            }
        });

        List<Duration> times = stage.cause(true, false)
                ? pipelined(stage, client, proxy, origin)
                : parallel(stage, client, proxy, origin);

        for (int i = 0; i < IN_ORDER.size(); i++) {
            stage.measure(Text.of("answer to %s after", "%s의 응답까지").with(IN_ORDER.get(i)), times.get(i));
        }
        stage.measure(Text.of("the origin works on /slow for", "원서버가 /slow를 처리하는 시간"), SLOW);
        Duration slow = times.get(0);
        boolean blocked = times.get(1).compareTo(slow) >= 0 && times.get(2).compareTo(slow) >= 0;
        stage.expect(
                Text.of(
                        "The fast answers come behind the slow one, although each would take no time.",
                        "빠른 응답은 금방 나올 수 있는데도 느린 응답 뒤에 온다."),
                blocked,
                blocked
                        ? Text.of("They came after %s and %s.", "각각 %s, %s 뒤에 왔다.")
                                .with(times.get(1), times.get(2))
                        : Text.of("%s arrived before /slow.", "%s 응답은 /slow보다 먼저 왔다.")
                                .with("/fast-1"));
    }

    private static List<Duration> pipelined(
            Stage stage, ClientOnStage client, ProxyOnStage proxy, ScriptedOrigin origin) {
        stage.caption(Text.of("Three requests in one go, the first is slow.", "요청 셋을 한 번에 보낸다. 첫 요청이 느리다."));
        ScriptedClient connection = client.connect(proxy.address());
        Duration sent = stage.now();
        connection.send(String.join(
                "", IN_ORDER.stream().map(path -> request(origin, path)).toList()));
        connection.wire().awaitArrival(LONG);
        stage.caption(Text.of("The answers, in the same order.", "응답이 같은 순서로 온다."));
        List<Duration> times = new ArrayList<>();
        for (String path : IN_ORDER) {
            if (!connection.readResponse().text().equals(path)) {
                throw new IllegalStateException("not the answer to " + path);
            }
            times.add(stage.now().minus(sent));
        }
        return times;
    }

    private static List<Duration> parallel(
            Stage stage, ClientOnStage client, ProxyOnStage proxy, ScriptedOrigin origin) {
        stage.caption(Text.of("The same three requests, each on its own connection.", "같은 요청 셋을 커넥션 하나씩으로 보낸다."));
        List<ScriptedClient> connections =
                IN_ORDER.stream().map(path -> client.connect(proxy.address())).toList();
        Duration sent = stage.now();
        for (int i = 0; i < IN_ORDER.size(); i++) {
            connections.get(i).send(request(origin, IN_ORDER.get(i)));
        }
        List<Duration> times = new ArrayList<>();
        for (int i = IN_ORDER.size() - 1; i >= 0; i--) {
            connections.get(i).readResponse();
            times.add(0, stage.now().minus(sent));
        }
        return times;
    }

    private static String request(ScriptedOrigin origin, String path) {
        return Messages.head("GET " + origin.uri(path) + " HTTP/1.1", "Host: " + origin.authority());
    }
}
