package io.clearhop.lab.scenario;

import io.clearhop.config.ListenMode;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.stage.ClientOnStage;
import io.clearhop.lab.stage.Family;
import io.clearhop.lab.stage.Lesson;
import io.clearhop.lab.stage.NotHere;
import io.clearhop.lab.stage.ProxyOnStage;
import io.clearhop.lab.stage.Scenario;
import io.clearhop.lab.stage.Stage;
import io.clearhop.lab.stage.Text;
import io.clearhop.observe.ProxyEvent;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The courtesy of RFC 2616: for N clients a proxy makes at most 2N connections to an origin. */
final class TwoPerClient implements Scenario {
    private static final int EACH = 2;
    private static final int REQUESTS = 4;

    private static final Lesson LESSON = Lesson.named("two-per-client", Family.POOLS)
            .title("Two connections for each client: the 2N rule", "클라이언트마다 커넥션 둘: 2N 규칙")
            .see("""
                    A client sends four requests at once through a proxy. The proxy makes two connections to the
                    origin; the other requests wait. Then a second client, with another address, comes in: now the
                    proxy makes four connections. With N = 2 clients that is 2N.
                    """, """
                    클라이언트 하나가 프락시를 통해 요청 넷을 동시에 보낸다. 프락시는 원서버와 커넥션을 둘만 맺고 나머지 요청은 기다린다.
                    주소가 다른 두 번째 클라이언트가 들어오면 커넥션은 넷이 된다. N이 2이므로 2N이다.
                    """)
            .why("""
                    Parallel connections help whoever opens them at the expense of everyone else: each takes memory
                    and a share of the bandwidth. A proxy multiplies this, because an origin sees the connections of
                    all its clients come from one place. So RFC 2616 section 8.1.4 asked a client to make at most two
                    connections to a server, and a proxy at most 2N for N active clients.
                    """, """
                    병렬 커넥션은 여는 쪽에는 이롭지만 다른 모두의 자원을 쓴다. 커넥션마다 메모리가 들고 대역폭을 나눠 갖기 때문이다.
                    프락시는 이를 더 키운다. 원서버에게는 모든 클라이언트의 커넥션이 한 곳에서 오기 때문이다. 그래서 RFC 2616 8.1.4절은
                    클라이언트에게는 서버당 두 개까지, 프락시에게는 클라이언트가 N개일 때 2N개까지를 권했다.
                    """)
            .cure("""
                    RFC 9112 section 9.4 no longer names a number, since two proved too few for many applications, but
                    it still asks clients to be conservative. Clearhop limits the connections to one origin, and
                    follows the old rule with --origin-max-connections-per-client 2.
                    """, """
                    RFC 9112 9.4절에는 이제 숫자가 없다. 둘은 많은 애플리케이션에 너무 적었다. 그래도 아껴 쓰라는 당부는 남아 있다.
                    Clearhop은 원서버당 커넥션 수를 제한하며, --origin-max-connections-per-client 2로 옛 규칙을 지킬 수 있다.
                    """)
            .today("""
                    Browsers make up to six connections per host, because two were not enough. The courtesy is
                    expected above all of crawlers and of proxies that serve whole companies.
                    """, """
                    브라우저는 호스트당 여섯 개까지 맺는다. 둘로는 모자랐기 때문이다. 원서버가 이런 예의를 기대하는 상대는 크롤러와
                    회사 전체가 쓰는 프락시다.
                    """)
            .cause(
                    Text.of("two connections for each client address", "클라이언트 주소마다 커넥션 둘"),
                    Text.of("no limit for each client", "클라이언트별 제한이 없다"))
            .from("RFC 2616 section 8.1.4", "RFC 9112 section 9.4", "HTTP: The Definitive Guide, sections 4.4 and 4.5");

    @Override
    public Lesson lesson() {
        return LESSON;
    }

    @Override
    public void play(Stage stage) throws Exception {
        Gate gate = new Gate();
        int perClient = stage.cause(EACH, 0);
        var one = stage.client(Text.of("127.0.0.1", "127.0.0.1"));
        var two = stage.client(Text.of("127.0.0.2", "127.0.0.2"));
        ProxyOnStage proxy = stage.proxy(
                Text.of("proxy", "프락시"),
                ListenMode.SMART,
                builder -> builder.pool(builder.build().pool().withPerClient(perClient)));
        ScriptedOrigin origin = stage.origin(Cast.ORIGIN, gate.answers("hello"));
        String request = Messages.head("GET " + origin.uri("/") + " HTTP/1.1", "Host: " + origin.authority());

        stage.caption(Text.of("One client sends four requests at once.", "클라이언트 하나가 요청 넷을 동시에 보낸다."));
        List<ScriptedClient> connections = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            ScriptedClient connection = one.connect(proxy.address());
            connection.send(request);
            connections.add(connection);
        }
        proxy.await(REQUESTS, TwoPerClient::isPlaced);
        int forOne = made(proxy);

        stage.caption(Text.of("A client at another address asks, too.", "주소가 다른 클라이언트도 요청한다."));
        ScriptedClient other = connectFrom(two, "127.0.0.2", proxy);
        other.send(request);
        connections.add(other);
        origin.awaitRequests(2 * EACH);

        stage.caption(Text.of("The origin answers.", "원서버가 응답한다."));
        gate.open(connections.size());
        connections.forEach(ScriptedClient::readResponse);
        proxy.await(connections.size(), ProxyEvent.ExchangeCompleted.class::isInstance);
        int forTwo = made(proxy);

        stage.measure(Text.of("connections for one client", "클라이언트가 하나일 때 커넥션"), forOne);
        stage.measure(Text.of("connections for two", "둘일 때 커넥션"), forTwo);
        stage.expect(
                Text.of(
                        "For one client there are two connections, and the other requests wait.",
                        "클라이언트가 하나면 커넥션은 둘이고, 나머지 요청은 기다린다."),
                forOne == EACH,
                Text.of("%s requests at once, %s connections.", "동시 요청 %s개, 커넥션 %s개.")
                        .with(REQUESTS, forOne));
        stage.expect(
                Text.of("For two clients there are four.", "클라이언트가 둘이면 커넥션은 넷이다."),
                forTwo == 2 * EACH,
                Text.of("%s requests at once, %s connections.", "동시 요청 %s개, 커넥션 %s개.")
                        .with(connections.size(), forTwo));
    }

    private static boolean isPlaced(ProxyEvent event) {
        return event instanceof ProxyEvent.OriginAwaited || event instanceof ProxyEvent.OriginConnected;
    }

    private static int made(ProxyOnStage proxy) {
        return proxy.events(ProxyEvent.OriginConnected.class).size();
    }

    private static ScriptedClient connectFrom(ClientOnStage client, String address, ProxyOnStage proxy)
            throws Exception {
        InetSocketAddress from = new InetSocketAddress(InetAddress.getByName(address), 0);
        try {
            return client.connect(from, proxy.address());
        } catch (UncheckedIOException e) {
            throw new NotHere(Text.of(
                            "A second client needs the address %s, which this system does not have; Linux has it.",
                            "두 번째 클라이언트에게 %s 주소가 필요한데 이 시스템에는 없다. 리눅스에는 있다.")
                    .with(address));
        }
    }
}
