package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.config.PoolLimits;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A pool that has given away all it may: the next requests queue, and one too many is refused. */
final class PoolQueue implements Scenario {
    private static final int CONNECTIONS = 2;
    private static final int WAITING = 2;
    private static final int REQUESTS = CONNECTIONS + WAITING + 1;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Lesson LESSON = Lesson.named("pool-queue", Family.POOLS)
            .title("A pool's limit: some wait, one too many is refused", "커넥션 풀의 한도: 기다리거나, 거절되거나")
            .see("""
                    A proxy may have two connections to an origin and lets two more requests wait. Five come at once
                    while the origin is slow: two go out, two wait until a connection is returned, and the fifth is
                    answered at once with 503, which says that the limit is reached.
                    """, """
                    프락시는 원서버와 커넥션을 둘까지 맺을 수 있고, 요청 둘까지 기다리게 한다. 원서버가 느린 사이 요청 다섯이 한꺼번에 온다.
                    둘은 나가고, 둘은 커넥션이 반환되기를 기다리고, 다섯 번째는 즉시 503을 받는다. 응답은 한도에 이르렀다고 알려 준다.
                    """)
            .why("""
                    Without a limit a slow origin becomes even slower: requests do not finish, so every new one opens
                    another connection, and all of them slow down together. A limit makes the surplus wait. Waiting
                    needs a limit, too: a queue that only grows answers everybody too late and fills the proxy's
                    memory.
                    """, """
                    한도가 없으면 느린 원서버는 더 느려진다. 요청이 끝나지 않으니 새 요청마다 커넥션이 늘고, 모두가 함께 느려진다. 한도를
                    두면 넘치는 요청은 기다리게 된다. 기다림에도 한도가 필요하다. 끝없이 늘어나는 큐는 모두에게 너무 늦게 응답하고
                    프락시의 메모리를 채운다.
                    """)
            .cure("""
                    Limit the connections, the length of the queue and the time in it, and refuse early: a client that
                    gets its 503 at once can try again, or go elsewhere. Clearhop has --origin-max-connections,
                    --origin-max-waiting and --connect-timeout for this, serves requests in the order of arrival, and
                    gives the reason in Proxy-Status (RFC 9209 section 2.3.12).
                    """, """
                    커넥션 수, 큐의 길이, 큐에서 기다리는 시간에 모두 한도를 두고 빨리 거절한다. 바로 온 503을 본 클라이언트는 다시 시도하거나
                    다른 곳으로 갈 수 있다. Clearhop에는 --origin-max-connections, --origin-max-waiting, --connect-timeout이 있고, 온
                    순서대로 처리하며, 거절한 까닭을 Proxy-Status에 적는다(RFC 9209 2.3.12절).
                    """)
            .today("""
                    As "timeout waiting for connection from pool" in the logs of services: the pool of an HTTP client
                    or a database is exhausted because connections are returned too slowly, or never.
                    """, """
                    서비스 로그의 "timeout waiting for connection from pool"이 이것이다. HTTP 클라이언트나 DB의 커넥션 풀에서 빌려 간 것이
                    너무 늦게 돌아오거나 아예 돌아오지 않아 풀이 바닥난 것이다.
                    """)
            .cause(
                    Text.of("two connections, and two may wait", "커넥션은 둘, 기다릴 수 있는 요청도 둘"),
                    Text.of("the pool has room for all", "풀에 모두를 위한 자리가 있다"))
            .from("RFC 9209 section 2.3.12", "RFC 9110 section 15.6.4", "RFC 9112 section 9.4");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Gate gate = new Gate();
        PoolLimits pool =
                stage.cause(PoolLimits.DEFAULTS.withConnections(CONNECTIONS).withWaiting(WAITING), PoolLimits.DEFAULTS);
        var client = stage.client(Cast.CLIENT);
        ProxyOnStage proxy = stage.proxy(Text.of("proxy", "프락시"), ListenMode.SMART, builder -> builder.pool(pool));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, gate.answers("hello"));

        List<ScriptedClient> connections = new ArrayList<>();
        for (int i = 1; i <= REQUESTS; i++) {
            announce(stage, i);
            ScriptedClient connection = client.connect(proxy.address());
            connection.send(Messages.head("GET " + origin.uri("/" + i) + " HTTP/1.1", "Host: " + origin.authority()));
            connections.add(connection);
            proxy.await(i, PoolQueue::isPlaced);
        }
        int before = proxy.events(ProxyEvent.OriginConnected.class).size();
        int waited = proxy.events(ProxyEvent.OriginAwaited.class).size();
        boolean refused = !proxy.events(ProxyEvent.Answered.class).isEmpty();
        connections.get(REQUESTS - 1).wire().awaitArrival(refused ? PATIENCE : Duration.ZERO);
        stage.caption(Text.of(
                "The origin answers; the requests that wait get a connection.", "원서버가 응답하면 기다리던 요청이 커넥션을 얻는다."));
        gate.open(REQUESTS);
        List<Response> responses =
                connections.stream().map(ScriptedClient::readResponse).toList();

        Response fifth = responses.get(REQUESTS - 1);
        long good = responses.stream()
                .filter(response -> response.statusCode() == 200)
                .count();
        String status = String.valueOf(fifth.field("Proxy-Status"));
        stage.measure(Text.of("requests at once", "동시 요청"), REQUESTS);
        stage.measure(Text.of("went out at once", "바로 나간 요청"), before);
        stage.measure(Text.of("waited", "기다린 요청"), waited);
        stage.measure(Text.of("answered 200", "200을 받은 요청"), good);
        stage.expect(
                Text.of(
                        "Two requests go out, two wait and are served when a connection is free.",
                        "둘은 바로 나가고, 둘은 기다렸다가 커넥션이 비면 처리된다."),
                before == CONNECTIONS && waited == WAITING && good == CONNECTIONS + WAITING,
                Text.of("%s went out, %s waited, %s were answered 200.", "바로 나간 것 %s개, 기다린 것 %s개, 200을 받은 것 %s개.")
                        .with(before, waited, good));
        stage.expect(
                Text.of("The fifth is refused at once with 503, and told why.", "다섯 번째는 바로 503으로 거절되고 그 까닭을 듣는다."),
                fifth.statusCode() == UNAVAILABLE && status.contains("connection_limit_reached"),
                Text.of("It was answered %s, Proxy-Status: %s.", "응답은 %s, Proxy-Status: %s.")
                        .with(fifth.statusCode(), status));
    }

    private static void announce(Stage stage, int number) {
        switch (number) {
            case 1 -> stage.caption(Text.of("Two requests come.", "요청 둘이 온다."));
            case CONNECTIONS + 1 ->
                stage.caption(Text.of("Two more, while the origin has not answered.", "원서버가 응답하기 전에 둘이 더 온다."));
            case REQUESTS -> stage.caption(Text.of("And a fifth.", "그리고 다섯 번째가 온다."));
            default -> {}
        }
    }

    /** Whether it says where a request went: out, into the queue, or back. */
    private static boolean isPlaced(ProxyEvent event) {
        return event instanceof ProxyEvent.OriginAwaited
                || event instanceof ProxyEvent.OriginConnected
                || event instanceof ProxyEvent.Answered;
    }
}
