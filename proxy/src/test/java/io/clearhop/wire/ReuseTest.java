package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.http.CloseReason;
import io.clearhop.http.RetryPolicy;
import io.clearhop.http.ReusePolicy;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may use whose connections to an origin: {@code --reuse}, which HAProxy calls http-reuse. */
class ReuseTest {
    private static Consumer<ProxyConfigBuilder> reuse(ReusePolicy policy) {
        return config -> config.pool(pool -> pool.withReuse(policy));
    }

    private static ScriptedOrigin origin() {
        return ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
    }

    private static String request(ScriptedOrigin origin, String method) {
        return method.equals("GET") ? Requests.get(origin, "/") : Requests.withContent(method, origin, "/", "abc");
    }

    /** The numbers of the origin connections that carried the requests. */
    private static String connections(ScriptedOrigin origin) {
        return origin.requests().stream()
                .map(Request::connectionNumber)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER,      1, GET,  12",
        "NEVER,      2, GET,  112",
        "NEVER,      2, POST, 112",
        "SAFE,       1, GET,  11",
        "SAFE,       1, PUT,  11",
        "SAFE,       1, POST, 12",
        "SAFE,       2, POST, 112",
        "AGGRESSIVE, 1, GET,  11",
        "AGGRESSIVE, 1, POST, 12",
        "AGGRESSIVE, 2, POST, 111",
        "ALWAYS,     1, POST, 11"
    })
    void theFirstRequestOfAClientAfterAnotherClients(
            ReusePolicy policy, int others, String method, String connections) {
        try (ScriptedOrigin origin = origin();
                ProxyUnderTest proxy = ProxyUnderTest.smart(reuse(policy));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            for (int i = 0; i < others; i++) {
                first.exchange(Requests.get(origin, "/"));
            }
            second.exchange(request(origin, method));
            assertThat(connections(origin)).isEqualTo(connections);
        }
    }

    @ParameterizedTest
    @EnumSource(ReusePolicy.class)
    void aClientThatOnlyPostsUsesItsConnectionAgain(ReusePolicy policy) {
        try (ScriptedOrigin origin = origin();
                ProxyUnderTest proxy = ProxyUnderTest.smart(reuse(policy));
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 3; i++) {
                client.exchange(request(origin, "POST"));
            }
            assertThat(connections(origin)).isEqualTo("111");
        }
    }

    /** Neither can be repeated for certain: the one may grow too long, the other is not to be. */
    @Test
    void whatTheProxyCanNotRepeatIsNotSafe() {
        try (ScriptedOrigin origin = origin();
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ProxyUnderTest never = ProxyUnderTest.smart(c -> c.pool(pool -> pool.withRetry(RetryPolicy.of())))) {
            for (ProxyUnderTest each : new ProxyUnderTest[] {proxy, never}) {
                try (ScriptedClient first = each.client();
                        ScriptedClient second = each.client()) {
                    first.exchange(Requests.get(origin, "/"));
                    second.exchange(
                            each == never
                                    ? Requests.get(origin, "/")
                                    : Requests.of("PUT", origin, "/", "Transfer-Encoding: chunked")
                                            + Messages.chunk("abc")
                                            + Messages.LAST_CHUNK);
                }
            }
            assertThat(connections(origin)).isEqualTo("1234");
        }
    }

    @Test
    void whatIsOneClientsAloneIsClosedWithIt() {
        try (ScriptedOrigin origin = origin();
                ProxyUnderTest proxy = ProxyUnderTest.smart(reuse(ReusePolicy.NEVER))) {
            try (ScriptedClient client = proxy.client()) {
                client.exchange(Requests.get(origin, "/"));
            }
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_LEFT);
        }
    }

    @Test
    void anIdleConnectionMakesRoomForAFreshOne() {
        try (ScriptedOrigin origin = origin();
                ProxyUnderTest proxy = ProxyUnderTest.smart(c -> c.pool(pool -> pool.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            first.exchange(Requests.get(origin, "/"));
            second.exchange(request(origin, "POST"));
            assertThat(connections(origin)).isEqualTo("12");
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.MADE_ROOM);
        }
    }

    @Test
    void aConnectionThatIsGivenBackMakesRoomForAFreshOneThatIsWaitedFor() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(c -> c.pool(pool -> pool.withConnections(1)));
                ScriptedClient first = proxy.client();
                ScriptedClient second = proxy.client()) {
            Wire wire = Forwarded.request(first, origin, Requests.get(origin, "/"));
            second.send(request(origin, "POST"));
            proxy.events().await(ProxyEvent.RequestReceived.class, 2);
            wire.send(Messages.ok("1"));
            assertThat(first.readResponse().text()).isEqualTo("1");
            Wire fresh = origin.awaitConnection(2);
            fresh.readRequest();
            fresh.send(Messages.ok("2"));
            assertThat(second.readResponse().text()).isEqualTo("2");
            wire.close();
            fresh.close();
        }
    }
}
