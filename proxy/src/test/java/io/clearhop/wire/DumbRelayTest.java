package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Malformed;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dumb proxy: every byte as it came but the target, one request a connection, whatever the client believes. */
class DumbRelayTest {
    @Test
    void theRequestPassesVerbatimButForItsTarget() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            String fields = "hOST: other.test\r\nConnection: Keep-Alive, X-Hop\r\nX-Hop:1\r\nKeep-Alive: 300\r\n"
                    + "Proxy-Connection: Keep-Alive\r\nProxy-Authorization: Basic eDp5\r\nTE: trailers\r\n\r\n";
            client.send("GET " + origin.uri("/a?b") + " HTTP/1.0\r\n" + fields);
            assertThat(client.readResponse().text()).isEqualTo("x");
            assertThat(origin.requests().get(0).head()).isEqualTo("GET /a?b HTTP/1.0\r\n" + fields);
        }
    }

    @Test
    void anEmptyPathBecomesASlash() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.exchange(head("GET " + origin.uri("") + "?q HTTP/1.1", "Host: x"));
            assertThat(origin.requests().get(0).target()).isEqualTo("/?q");
        }
    }

    @Test
    void theAnswerPassesVerbatimUntilTheOriginCloses() {
        String answer = "HTTP/1.0 200 Fine\nno: rules\r\nConnection: Keep-Alive\r\n\r\n\0whatever\u00ff";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(answer));
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            assertThat(client.wire().readToEnd()).isEqualTo(answer);
            client.close();
            ExchangeSummary summary = proxy.events().completed(1);
            assertThat(summary.outcome()).isEqualTo(Outcome.RELAYED);
            assertThat(summary.responseBytes()).isEqualTo(answer.length());
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.RELAY_ENDED);
        }
    }

    @Test
    void contentPasses() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves((wire, number) ->
                        wire.send(Messages.ok(wire.readRequest().text()))));
                ProxyUnderTest proxy = ProxyUnderTest.dumb()) {
            try (ScriptedClient client = proxy.client()) {
                String content = "content".repeat(20_000);
                assertThat(client.exchange(Requests.withContent("POST", origin, "/", content))
                                .text())
                        .isEqualTo(content);
            }
            try (ScriptedClient client = proxy.client()) {
                client.send(Requests.of("POST", origin, "/", "Transfer-Encoding: chunked"));
                client.send(Messages.chunk("abc"));
                client.send(Messages.chunk("def") + Messages.LAST_CHUNK);
                assertThat(client.readResponse().text()).isEqualTo("abcdef");
            }
        }
    }

    @Test
    void anInterimResponsePassesBeforeTheContent() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.readHead();
                    wire.send(head("HTTP/1.1 100 Continue"));
                    wire.send(Messages.ok(wire.readBytes(3)));
                });
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Expect: 100-continue", "Content-Length: 3"));
            assertThat(client.wire().readHead()).isEqualTo(head("HTTP/1.1 100 Continue"));
            client.send("abc");
            assertThat(client.readResponse().text()).isEqualTo("abc");
        }
    }

    /** The offer is verbatim, so is the 101, and then the relay does not look at the client again. */
    @Test
    void aWebSocketOpensAndThenOnlyTheOriginCanSpeak() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send(Upgrades.request(origin));
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readHead()).contains("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
            wire.send(Upgrades.SWITCHED + "hello");
            assertThat(client.wire().readHead()).isEqualTo(Upgrades.SWITCHED);
            assertThat(client.wire().readBytes(5)).isEqualTo("hello");
            client.send("anybody there?");
            wire.expectSilence(Duration.ofMillis(300));
            wire.close();
            client.wire().awaitArrival(Wire.DEFAULT_TIMEOUT);
        }
    }

    @Test
    void aClientThatHasEndedItsSideGetsItsAnswer() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            client.wire().halfClose();
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            wire.close();
            client.awaitEnd();
        }
    }

    @Test
    void aClientThatResetsEndsTheRelay() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            proxy.events().await(ProxyEvent.RequestForwarded.class);
            client.wire().reset();
            // Not every transport tells of a reset on a connection that nobody reads; a write does.
            wire.send("x");
            assertThat(wire.awaitArrival(Wire.DEFAULT_TIMEOUT)).isIn(Arrival.FIN, Arrival.RESET);
            wire.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isIn(CloseReason.CLIENT_RESET, CloseReason.CLIENT_CLOSED);
        }
    }

    @Test
    void anOriginThatResetsResetsTheClient() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.reset();
            client.wire().awaitReset();
        }
    }

    @Test
    void aClientThatLeavesBeforeARequestIsLetGoAtOnce() {
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.wire().halfClose();
            client.awaitEnd();
        }
    }

    @Test
    void halfAHeadThenAFinIsAnswered() {
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send("GET http://o.te");
            client.wire().halfClose();
            Response response = client.readResponse();
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.text()).contains(Malformed.HEAD_CUT.sentence());
            client.awaitEnd();
        }
    }

    @Test
    void halfAContentThenAFinEndsTheOriginsConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            assertThat(wire.readBytes(3)).isEqualTo("abc");
            client.wire().halfClose();
            wire.awaitEnd();
            wire.close();
            client.awaitEnd();
        }
    }

    @Test
    void whatIsNoRequestIsAnswered() {
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send("garbage\r\n\r\n");
            client.send("x".repeat(1_000_000));
            assertThat(client.readResponse().statusCode()).isEqualTo(400);
            client.awaitEnd();
        }
    }

    @Test
    void anOriginThatRefusesIsAnswered502() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.get(gone, "/"));
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_refused");
            client.awaitEnd();
        }
    }

    @Test
    void aTunnelWorksThroughItToo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(origin) + "early");
            assertThat(client.wire().readHead()).startsWith("HTTP/1.1 200 ");
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readBytes(5)).isEqualTo("early");
            wire.send("pong");
            assertThat(client.wire().readBytes(4)).isEqualTo("pong");
            client.wire().halfClose();
            wire.awaitEnd();
            wire.send("last");
            wire.close();
            assertThat(client.wire().readToEnd()).isEqualTo("last");
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
        }
    }

    @Test
    void aTunnelThroughAParentIsTheParents() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest parent = ProxyUnderTest.smart();
                ProxyUnderTest proxy = ProxyUnderTest.dumb(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(origin));
            assertThat(client.wire().readHead()).startsWith("HTTP/1.1 200 ");
            Wire wire = origin.awaitConnection(1);
            client.send("ping");
            assertThat(wire.readBytes(4)).isEqualTo("ping");
            wire.close();
            client.awaitEnd();
        }
    }

    /** Whatever the client sends then would be a request of the parent's that no rule of this proxy has seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 407 No\r\n\r\n", "SSH-2.0\r\n\r\n"})
    void aTunnelThatTheParentDeclinesIsNone(String answer) {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(parent) + "early");
            Wire wire = parent.awaitConnection(1);
            assertThat(wire.readHead()).startsWith("CONNECT ");
            wire.send(answer);
            assertThat(client.wire().readBytes(answer.length())).isEqualTo(answer);
            client.send(Requests.get(parent, "/denied"));
            client.wire().halfClose();
            wire.halfClose();
            assertThat(wire.readToEnd()).isEmpty();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.RELAYED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 204 Fine\r\nContent-Length: 3\r\n\r\n",
                "HTTP/1.1 103 Wait\r\nX: y\r\n\r\nHTTP/1.1 200\r\n\r\n"
            })
    void aTunnelThatTheParentGrantsBeginsWithItsAnswer(String answer) {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.dumb(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(parent) + "early");
            Wire wire = parent.awaitConnection(1);
            wire.readHead();
            int last = answer.length() - 1;
            wire.send(answer.substring(0, last));
            assertThat(client.wire().readBytes(last)).isEqualTo(answer.substring(0, last));
            wire.send(answer.substring(last) + "hi");
            assertThat(client.wire().readBytes(3)).isEqualTo("\nhi");
            assertThat(wire.readBytes(5)).isEqualTo("early");
            wire.close();
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
        }
    }

    /** No part of it takes the shortcut of long content. */
    @Test
    void aLongAnswerOfTheParentBeginsTheTunnelAsWell() {
        aTunnelThatTheParentGrantsBeginsWithItsAnswer(
                "HTTP/1.1 200 OK\r\n" + ("X: " + "y".repeat(997) + "\r\n").repeat(50) + "\r\n");
    }

    @Test
    void anIdleRelayEnds() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.dumb(Times.tunnelIdle(300));
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.TUNNEL_IDLE);
        }
    }

    @Test
    void aClientThatSaysNothingIsClosed() {
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb(Times.clientIdle(300).andThen(Times.requestHead(300)));
                ScriptedClient silent = proxy.client();
                ScriptedClient half = proxy.client()) {
            half.send("GET http://");
            silent.awaitEnd();
            assertThat(half.readResponse().statusCode()).isEqualTo(408);
            half.awaitEnd();
        }
    }

    @Test
    void theTimeForAHeadRunsFromItsFirstByte() throws InterruptedException {
        try (ProxyUnderTest proxy = ProxyUnderTest.dumb(Times.requestHead(300));
                ScriptedClient client = proxy.client()) {
            client.wire().send("G");
            long start = System.nanoTime();
            while (client.wire().available() == 0 && System.nanoTime() - start < 5_000_000_000L) {
                Thread.sleep(50); // a slow client is the subject
                client.wire().send("E");
            }
            assertThat(client.readResponse().statusCode()).isEqualTo(408);
        }
    }
}
