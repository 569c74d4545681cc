package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.observe.ProxyEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9112 section 9.3 on the client's hop: what the client says decides, and the origin's hop does not. */
class ClientPersistenceTest {
    @Test
    void http11PersistsWithoutAWord() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 3; i++) {
                Response response = client.exchange(Requests.get(origin, "/"));
                assertThat(response.text()).isEqualTo("x");
                assertThat(response.hasField("Connection")).isFalse();
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"Connection: close", "connection: Close", "'Connection: x, close'", "Proxy-Connection: close"})
    void closeIsAnsweredAndDone(String field) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.get(origin, "/", field));
            assertThat(response.fieldValues("Connection")).containsExactly("close");
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_ASKED);
            // The client's wish ends at its own hop: the origin's connection rests in the pool.
            proxy.events().await(ProxyEvent.OriginPooled.class);
            assertThat(origin.requests().get(0).hasField("Connection")).isFalse();
            assertThat(origin.requests().get(0).hasField("Proxy-Connection")).isFalse();
        }
    }

    /** RFC 9112 section 9.6: a server must not process a request after the one that said close. */
    @Test
    void whatFollowsACloseIsNoRequest() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/1", "Connection: close") + Requests.get(origin, "/2"));
            assertThat(client.readResponse().text()).isEqualTo("/1");
            client.awaitEnd();
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER,            ,                              CLIENT_HTTP10",
        "NEVER,            Connection: Keep-Alive,        CLIENT_HTTP10_RULE",
        "NEVER,            Proxy-Connection: Keep-Alive,  CLIENT_HTTP10_RULE",
        "PROXY_CONNECTION, ,                              CLIENT_HTTP10",
        "PROXY_CONNECTION, Connection: Keep-Alive,        CLIENT_HTTP10_RULE",
        "PROXY_CONNECTION, Proxy-Connection: keep-alive,",
        "ALWAYS,           ,                              CLIENT_HTTP10",
        "ALWAYS,           Connection: Keep-Alive,",
        "ALWAYS,           Proxy-Connection: Keep-Alive,",
    })
    void http10PersistsAsThePolicySays(Http10KeepAlive policy, @Nullable String field, @Nullable CloseReason close) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(b -> b.http10KeepAlive(policy));
                ScriptedClient client = proxy.client()) {
            String request = field == null ? Requests.get10(origin, "/") : Requests.get10(origin, "/", field);
            Response response = client.exchange(request);
            assertThat(response.text()).isEqualTo("x");
            if (close == null) {
                assertThat(response.fieldValues("Connection")).containsExactly("keep-alive");
                boolean byProxyConnection = field.startsWith("Proxy-");
                assertThat(response.hasField("Proxy-Connection")).isEqualTo(byProxyConnection);
                assertThat(client.exchange(request).text()).isEqualTo("x");
            } else {
                assertThat(response.fieldValues("Connection")).containsExactly("close");
                client.awaitEnd();
                client.close();
                assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                        .isEqualTo(close);
            }
        }
    }

    @Test
    void anHttp10RequestWithoutHostIsForwardedWithOne() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(head("GET " + origin.uri("/a") + " HTTP/1.0"));
            assertThat(origin.requests().get(0).head())
                    .isEqualTo(head("GET /a HTTP/1.1", "Host: " + origin.authority(), "Via: 1.0 clearhop"));
        }
    }

    @Test
    void theHintTellsTimeoutAndMax() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(b -> b.keepAliveHint(true).clientExchanges(2));
                ScriptedClient client = proxy.client()) {
            Response first = client.exchange(Requests.get(origin, "/"));
            assertThat(first.field("Connection")).isEqualTo("keep-alive");
            assertThat(first.field("Keep-Alive")).isEqualTo("timeout=60, max=1");
            Response last = client.exchange(Requests.get(origin, "/"));
            assertThat(last.field("Connection")).isEqualTo("close");
            assertThat(last.hasField("Keep-Alive")).isFalse();
            client.awaitEnd();
            client.close();
            ProxyEvent.ClientClosed closed = proxy.events().await(ProxyEvent.ClientClosed.class);
            assertThat(closed.why()).isEqualTo(CloseReason.CLIENT_EXCHANGES);
            assertThat(closed.exchanges()).isEqualTo(2);
        }
    }

    @Test
    void anIdleClientGoesWithoutAWord() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.clientIdle(300));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_IDLE);
        }
    }

    @Test
    void theOriginsWordsEndAtItsOwnHop() {
        String response = Requests.dated(
                        "HTTP/1.1 200 OK",
                        "Connection: close, X-Hop",
                        "Proxy-Connection: close",
                        "Keep-Alive: timeout=1",
                        "X-Hop: 1",
                        "Content-Length: 1")
                + "x";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.exchange(Requests.get(origin, "/")).head())
                        .isEqualTo(Requests.dated("HTTP/1.1 200 OK", "Content-Length: 1", "Via: 1.1 clearhop"));
            }
            assertThat(origin.connections()).hasSize(2);
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.ORIGIN_ASKED);
        }
    }
}
