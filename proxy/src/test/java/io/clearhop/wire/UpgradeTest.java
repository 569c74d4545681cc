package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.PoolLimits;
import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A 101 that was asked for makes a tunnel of both hops: RFC 9110 section 7.8, RFC 6455 section 4. */
class UpgradeTest {
    /** Why HTTP would have closed the connection does not tell why the tunnel ended. */
    @Test
    void theCloseIsTheTunnelsThoughTheClientAskedForOne() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(builder -> builder.clientExchanges(1));
                ScriptedClient client = proxy.client()) {
            Wire wire = Upgrades.open(client, origin);
            wire.close();
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.TUNNEL_ENDED);
        }
    }

    @Test
    void bytesRightBehindThe101BelongToTheTunnelAndSoDoesTheClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.readHead();
                    wire.send(Upgrades.SWITCHED + "HTTP/1.1 200 OK\r\n\r\n");
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Upgrades.request(origin));
            assertThat(client.wire().readToEnd()).isEqualTo(Upgrades.SWITCHED_SENT + "HTTP/1.1 200 OK\r\n\r\n");
            client.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
        }
    }

    @Test
    void bytesRightBehindTheRequestWaitForThe101() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Upgrades.request(origin) + "GET http://x/ HTTP/1.1\r\n\r\n");
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readHead()).isEqualTo(Upgrades.requestSent(origin));
            wire.expectSilence(Duration.ofMillis(200));
            client.send("more");
            wire.send(Upgrades.SWITCHED + "early");
            assertThat(wire.readBytes(30)).isEqualTo("GET http://x/ HTTP/1.1\r\n\r\nmore");
            assertThat(client.wire().readHead()).isEqualTo(Upgrades.SWITCHED_SENT);
            assertThat(client.wire().readBytes(5)).isEqualTo("early");
            wire.close();
            client.awaitEnd();
        }
    }

    @Test
    void moreThanMayWaitPassesOnceThe101IsThere() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String early = "early".repeat(100_000);
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(() -> client.send(Upgrades.request(origin) + early));
            Wire wire = origin.awaitConnection(1);
            wire.readHead();
            wire.send(Upgrades.SWITCHED);
            assertThat(wire.readBytes(early.length())).isEqualTo(early);
            sent.join();
            wire.close();
            client.wire().readHead();
            client.awaitEnd();
        }
    }

    @Test
    void aClientThatHasEndedItsSideAlreadyGetsItsTunnel() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Upgrades.request(origin) + "all");
            client.wire().halfClose();
            Wire wire = origin.awaitConnection(1);
            wire.readHead();
            wire.send(Upgrades.SWITCHED);
            assertThat(wire.readToEnd()).isEqualTo("all");
            wire.send("answer");
            wire.close();
            assertThat(client.wire().readToEnd()).isEqualTo(Upgrades.SWITCHED_SENT + "answer");
        }
    }

    @Test
    void aRequestWithContentMaySwitchWhenItIsComplete() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of(
                    "POST",
                    origin,
                    "/",
                    "Upgrade: tcp",
                    "Connection: Upgrade",
                    "Expect: 100-continue",
                    "Transfer-Encoding: chunked"));
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readHead())
                    .isEqualTo(head(
                            "POST / HTTP/1.1",
                            "Host: " + origin.authority(),
                            "Expect: 100-continue",
                            "Transfer-Encoding: chunked",
                            "Upgrade: tcp",
                            "Connection: Upgrade",
                            "Via: 1.1 clearhop"));
            wire.send(head("HTTP/1.1 100 Continue", "Date: now"));
            assertThat(client.wire().readHead())
                    .isEqualTo(head("HTTP/1.1 100 Continue", "Date: now", "Via: 1.1 clearhop"));
            client.send("3\r\nabc\r\n0\r\n\r\nraw");
            assertThat(wire.readBytes(13)).isEqualTo("3\r\nabc\r\n0\r\n\r\n");
            wire.send(head("HTTP/1.1 101 UPGRADED", "Date: now", "Connection: Upgrade", "Upgrade: tcp"));
            assertThat(client.wire().readHead())
                    .isEqualTo(head(
                            "HTTP/1.1 101 UPGRADED",
                            "Date: now",
                            "Upgrade: tcp",
                            "Connection: Upgrade",
                            "Via: 1.1 clearhop"));
            assertThat(wire.readBytes(3)).isEqualTo("raw");
            wire.close();
            client.awaitEnd();
        }
    }

    /** The origin owes the connection option to its hop; on the client's hop it is the proxy's to write. */
    @Test
    void aSwitchWithoutTheConnectionOptionIsOneAllTheSame() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Upgrades.request(origin));
            wire.send(head("HTTP/1.1 101 Switching", "Upgrade: WebSocket", "Date: then", "Content-Length: 5") + "\0");
            assertThat(client.wire().readHead())
                    .isEqualTo(head(
                            "HTTP/1.1 101 Switching",
                            "Date: then",
                            "Upgrade: WebSocket",
                            "Connection: Upgrade",
                            "Via: 1.1 clearhop"));
            assertThat(client.wire().readBytes(1)).isEqualTo("\0");
            wire.close();
            client.awaitEnd();
        }
    }

    @Test
    void anIdleTunnelEndsAndNeitherIdleTimeoutOfHttpDoesThat() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.tunnelIdle(900)
                        .andThen(Times.clientIdle(100))
                        .andThen(Times.originIdle(100))
                        .andThen(Times.responseHead(100))
                        .andThen(Times.stall(100)));
                ScriptedClient client = proxy.client()) {
            Wire wire = Upgrades.open(client, origin);
            client.wire().awaitReset();
            wire.awaitReset();
            wire.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.TUNNEL_IDLE);
        }
    }

    @Test
    void aConnectionThatHasRestedMayBecomeATunnelAndNeverComesBack() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(builder -> builder.pool(pool -> PoolLimits.DEFAULTS.withConnections(1)));
                ScriptedClient client = proxy.client();
                ScriptedClient other = proxy.client()) {
            Wire wire = Forwarded.rested(client, origin);
            Upgrades.open(client, origin);
            // The tunnel is no connection of the pool any more: the limit of one leaves place for another.
            other.send(Requests.get(origin, "/2"));
            Wire second = origin.awaitConnection(2);
            assertThat(second.readHead()).startsWith("GET /2 ");
            second.send(Messages.ok("y"));
            assertThat(other.readResponse().text()).isEqualTo("y");
            wire.close();
            client.awaitEnd();
            client.close();
            other.send(Requests.get(origin, "/3"));
            assertThat(second.readHead()).startsWith("GET /3 ");
            second.send(Messages.ok("z"));
            other.readResponse();
            second.close();
            ExchangeSummary tunnel = proxy.events()
                    .await(ProxyEvent.ExchangeCompleted.class, e -> e.summary().status() == 101)
                    .summary();
            assertThat(tunnel.nthOfOrigin()).isEqualTo(2);
            assertThat(origin.connections()).hasSize(2);
        }
    }

    @Test
    void aRequestOnAStaleConnectionIsRepeatedWithItsOffer() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.perConnection(
                        (wire, number) -> {
                            wire.readRequest();
                            wire.send(Messages.ok("first"));
                            wire.readRequest();
                        },
                        Scripts.byHand()));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/1"));
            client.send(Upgrades.request(origin));
            Wire wire = origin.awaitConnection(2);
            assertThat(wire.readHead()).isEqualTo(Upgrades.requestSent(origin));
            wire.send(Upgrades.SWITCHED);
            assertThat(client.wire().readHead()).isEqualTo(Upgrades.SWITCHED_SENT);
            wire.close();
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().completed(2).attempts()).isEqualTo(2);
        }
    }

    @Test
    void aTunnelGoesThroughAParentLikewise() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest parent = ProxyUnderTest.smart(b -> b.via("parent"));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(Upgrades.request(origin) + "ping");
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readHead())
                    .isEqualTo(Upgrades.requestSent(origin)
                            .replace(
                                    "Via: 1.1 clearhop",
                                    "Via: 1.1 clearhop\r\nUpgrade: websocket\r\n"
                                            + "Connection: Upgrade\r\nVia: 1.1 parent")
                            .replaceFirst("Upgrade: websocket\r\nConnection: Upgrade\r\n", ""));
            wire.send(Upgrades.SWITCHED + "pong");
            assertThat(wire.readBytes(4)).isEqualTo("ping");
            assertThat(client.wire().readHead())
                    .contains("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
                    .containsOnlyOnce("Upgrade: websocket");
            assertThat(client.wire().readBytes(4)).isEqualTo("pong");
            client.wire().halfClose();
            wire.awaitEnd();
            wire.close();
            client.awaitEnd();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
            assertThat(parent.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
        }
    }
}
