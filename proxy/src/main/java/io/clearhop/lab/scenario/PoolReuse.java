package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.config.PoolLimits;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.ProxyEvent;
import java.util.List;

/** Connections that are made once, borrowed for an exchange, and given back. */
final class PoolReuse implements Scenario {
    private static final Lesson LESSON = Lesson.named("connection-pool", Family.POOLS)
            .title("A pool: connections are borrowed and returned", "커넥션 풀: 빌려 쓰고 돌려준다")
            .see("""
                    Two clients send a request at the same time, then again at the same time; finally one of them
                    sends one alone. For these five requests the proxy makes two connections to the origin: as many as
                    were needed at once. In between they rest in its pool, and the next request takes the one that was
                    used most recently.
                    """, """
                    클라이언트 둘이 동시에 요청하고, 다시 동시에 요청하고, 마지막에는 하나만 요청한다. 모두 다섯 번이다. 프락시가 원서버와
                    맺은 커넥션은 동시에 필요했던 만큼인 둘뿐이다. 그 사이 커넥션은 풀에서 쉬고, 다음 요청은 가장 최근에 쓰인
                    커넥션을 빌려 간다.
                    """)
            .why("""
                    After an exchange an HTTP/1.1 connection is as it was before: ESTABLISHED and silent. So the proxy
                    does not close it but keeps it, idle, under the origin's name. The next request to that origin,
                    from whichever client, borrows it and saves the handshake, the slow start and, later, a TIME_WAIT.
                    """, """
                    요청과 응답이 끝난 HTTP/1.1 커넥션은 처음과 똑같이 ESTABLISHED 상태로 조용하다. 그래서 프락시는 닫지 않고 원서버별로
                    유휴 상태로 보관한다. 다음에 그 원서버를 찾는 요청은 어느 클라이언트의 것이든 그 커넥션을 빌려 핸드셰이크와 느린
                    시작을 아끼고, 나중의 TIME_WAIT도 줄인다.
                    """)
            .cure("""
                    Persistence is the default of HTTP/1.1 (RFC 9112 section 9.3). The smart proxy keeps idle
                    connections within limits on their number and time, watches them, and drops those that the origin
                    has closed.
                    """, """
                    HTTP/1.1에서는 지속 커넥션이 기본이다(RFC 9112 9.3절). 영리한 프락시는 유휴 커넥션을 개수와 시간의 한도 안에서 보관하며
                    지켜보다가, 원서버가 끊은 것은 바로 버린다.
                    """)
            .today("""
                    In every HTTP client library. Between a service and its database it is the same: connections are
                    made in advance, borrowed for a query, and returned instead of closed.
                    """, """
                    모든 HTTP 클라이언트 라이브러리에 있다. 서비스와 DB 사이의 커넥션 풀도 같다. 미리 맺어 두고, 쿼리할 때 빌려 쓰고,
                    닫는 대신 돌려준다.
                    """)
            .cause(
                    Text.of("the proxy pools its connections", "프락시가 커넥션을 풀에 보관한다"),
                    Text.of("the proxy closes each connection after one exchange", "프락시가 요청 하나마다 커넥션을 닫는다"))
            .from("RFC 9112 sections 9.3 and 9.4", "HTTP: The Definitive Guide, section 4.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) {
        Gate gate = new Gate();
        var client1 = stage.client(Text.of("client 1", "클라이언트 1"));
        var client2 = stage.client(Text.of("client 2", "클라이언트 2"));
        PoolLimits pool = stage.cause(PoolLimits.DEFAULTS, PoolLimits.DEFAULTS.withExchanges(1));
        ProxyOnStage proxy = stage.proxy(Text.of("proxy", "프락시"), ListenMode.SMART, builder -> builder.pool(pool));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, gate.answers("hello"));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());
        ScriptedClient one = client1.connect(proxy.address());
        ScriptedClient two = client2.connect(proxy.address());

        stage.caption(Text.of("Both ask at the same time.", "둘이 동시에 요청한다."));
        together(one, two, request, origin, gate, 2);
        given(proxy, 2);
        stage.caption(Text.of("And once more.", "한 번 더 동시에 요청한다."));
        together(one, two, request, origin, gate, 4);
        List<ProxyEvent> given = given(proxy, 4);
        stage.caption(Text.of("Then one of them alone.", "이번에는 하나만 요청한다."));
        gate.open(1);
        one.exchange(request);
        given(proxy, 5);

        List<ProxyEvent.OriginTaken> taken = proxy.events(ProxyEvent.OriginTaken.class);
        ProxyEvent.OriginTaken last = taken.get(taken.size() - 1);
        long borrowed =
                taken.stream().filter(each -> each.why() == OriginChoice.IDLE).count();
        int made = origin.connections().size();
        stage.measure(Text.of("requests", "요청"), taken.size());
        stage.measure(Text.of("connections made to the origin", "원서버와 새로 맺은 커넥션"), made);
        stage.measure(Text.of("borrowed from the pool", "풀에서 빌려 쓴 횟수"), borrowed);
        stage.expect(
                Text.of(
                        "Five requests need as many connections as there were requests at once: two.",
                        "요청 다섯 번에 필요한 커넥션은 동시에 진행된 요청 수인 둘뿐이다."),
                made == 2,
                Text.of("%s connections were made for %s requests.", "커넥션 %s개로 요청 %s개를 처리했다.")
                        .with(made, taken.size()));
        stage.expect(
                Text.of(
                        "The last request takes the connection that was returned last.",
                        "마지막 요청은 가장 최근에 돌려받은 커넥션을 빌려 간다."),
                given.get(3) instanceof ProxyEvent.OriginPooled pooled && pooled.connection() == last.connection(),
                Text.of("It was that connection's request number %s.", "그 커넥션의 %s번째 요청이었다.")
                        .with(last.nth()));
    }

    private static void together(
            ScriptedClient one, ScriptedClient two, String request, ScriptedOrigin origin, Gate gate, int sofar) {
        one.send(request);
        two.send(request);
        origin.awaitRequests(sofar);
        gate.open(2);
        one.readResponse();
        two.readResponse();
    }

    /** Waits until the proxy has put away so many connections, or closed them. */
    private static List<ProxyEvent> given(ProxyOnStage proxy, int count) {
        return proxy.await(
                count, event -> event instanceof ProxyEvent.OriginPooled || event instanceof ProxyEvent.OriginClosed);
    }
}
