package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static io.clearhop.wire.Requests.get;
import static io.clearhop.wire.Requests.get10;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Party;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.record.ConnectionState;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeDetail;
import io.clearhop.record.ExchangeKind;
import io.clearhop.record.ExchangeView;
import io.clearhop.record.FieldView;
import io.clearhop.record.Mark;
import io.clearhop.record.Side;
import io.clearhop.record.Snapshot;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What can be seen of real conversations afterwards, and while they last. */
class RecordedTest {
    @Test
    void twoExchangesShareTheConnectionsOfBothSides() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(get(origin, "/1"));
            client.exchange(get(origin, "/2"));
            Recorded recorded = Recorded.by(proxy);
            ExchangeView first = recorded.over(1).brief();
            ExchangeView second = recorded.over(2).brief();
            assertThat(first.originWhy().label()).isEqualTo("new");
            assertThat(second.originWhy().label()).isEqualTo("reused");
            assertThat(second.client()).isEqualTo(first.client());
            assertThat(second.origin()).isEqualTo(first.origin()).isNotEqualTo(first.client());
            assertThat(second.nth()).isEqualTo(2);
            assertThat(second.nthOfOrigin()).isEqualTo(2);
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.responseBytes()).isEqualTo(1);
            assertThat(second.target()).isEqualTo(origin.uri("/2"));
            assertThat(second.outcome().label()).isEqualTo("forwarded");
            assertThat(second.clientClose()).isNull();
            assertThat(second.kind()).isEqualTo(ExchangeKind.EXCHANGE);
            assertThat(second.started()).isLessThanOrEqualTo(second.forwarded());
            assertThat(second.forwarded()).isLessThanOrEqualTo(second.firstByte());
            assertThat(second.firstByte()).isLessThanOrEqualTo(second.ended());

            ConnectionView idle = recorded.connection(Side.ORIGIN, 1, c -> c.exchanges() == 2);
            assertThat(idle.state()).isEqualTo(ConnectionState.IDLE);
            assertThat(idle.origin()).isEqualTo(origin.authority());
            assertThat(idle.idleEnds() - idle.idleSince()).isEqualTo(30_000);
            assertThat(idle.idleEndsBy()).contains("--origin-idle-timeout 30s");
            ConnectionView waiting = recorded.connection(Side.CLIENT, 1, c -> c.exchanges() == 2);
            assertThat(waiting.state()).isEqualTo(ConnectionState.IDLE);
            assertThat(waiting.idleEndsBy()).contains("--client-idle-timeout 1m");
        }
    }

    @Test
    void theHeadsOfBothHopsStandSideBySideWithTheirRules() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.respond(dated("HTTP/1.1 200 OK", "Content-Length: 0", "Keep-Alive: timeout=9")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(get(origin, "/", "Proxy-Connection: keep-alive", "Connection: X", "X: y"));
            ExchangeDetail detail = Recorded.by(proxy).over(1);
            assertThat(detail.request().receivedLine()).isEqualTo("GET " + origin.uri("/") + " HTTP/1.1");
            assertThat(detail.request().sentLine()).isEqualTo("GET / HTTP/1.1");
            assertThat(detail.request().fields())
                    .filteredOn(field -> field.decision() != FieldView.Decision.PASSED)
                    .extracting(FieldView::rule)
                    .containsExactly("proxy-connection", "hop-by-hop", "nominated", "via-here");
            assertThat(detail.responses()).singleElement().satisfies(response -> {
                assertThat(response.receivedLine()).isEqualTo("HTTP/1.1 200 OK");
                assertThat(response.fields())
                        .filteredOn(field -> field.decision() == FieldView.Decision.REMOVED)
                        .extracting(FieldView::received)
                        .containsExactly("Keep-Alive: timeout=9");
            });
            assertThat(detail.steps().stream().map(step -> step.said().label()))
                    .containsExactly(
                            "request-received",
                            "request-ended",
                            "origin-connecting",
                            "origin-connected",
                            "request-forwarded",
                            "first-byte",
                            "response-forwarded",
                            "completed");
            assertThat(detail.why().stream().map(why -> why.about()))
                    .containsExactly("connection", "client-persistence", "origin-persistence", "close");
            ConnectionView idle = Recorded.by(proxy).connection(Side.ORIGIN, 1, c -> c.idleEnds() != null);
            assertThat(idle.idleEndsBy()).startsWith("origin: Keep-Alive: timeout=9");
        }
    }

    @Test
    void secretsAreNowhere() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(
                        dated("HTTP/1.1 200 OK", "Content-Length: 0", "Set-Cookie: s=geheim; Path=/")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(get(
                    origin,
                    "/",
                    "Cookie: s=geheim",
                    "Authorization: Basic geheim",
                    "Proxy-Authorization: Basic geheim"));
            ExchangeDetail detail = Recorded.by(proxy).over(1);
            assertThat(detail.request().fields().toString()).doesNotContain("geheim");
            assertThat(detail.responses().get(0).fields().toString())
                    .doesNotContain("geheim")
                    .contains("s=******; Path=/");
            for (byte[] raw : new byte[][] {
                detail.request().receivedRaw(),
                detail.request().sentRaw(),
                detail.responses().get(0).receivedRaw(),
                detail.responses().get(0).sentRaw()
            }) {
                assertThat(new String(raw, StandardCharsets.ISO_8859_1))
                        .contains("******")
                        .doesNotContain("geheim");
            }
        }
    }

    @Test
    void aRetryLeavesTheAttemptThatFailed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire stale = Forwarded.request(client, origin, get(origin, "/1"));
            stale.send(Messages.ok("x"));
            client.readResponse();
            client.send(get(origin, "/2"));
            stale.readRequest();
            stale.close();
            Wire fresh = origin.awaitConnection(2);
            fresh.readRequest();
            fresh.send(Messages.ok("y"));
            client.readResponse();
            ExchangeDetail detail = Recorded.by(proxy).over(2);
            assertThat(detail.brief().originWhy().label()).isEqualTo("new-for-retry");
            assertThat(detail.brief().attempts()).hasSize(2);
            assertThat(detail.brief().attempts().get(0).retried()).isTrue();
            assertThat(detail.brief().attempts().get(0).why()).contains("before the first byte of a response");
            assertThat(detail.brief().attempts().get(1).retried()).isFalse();
            assertThat(detail.why().stream().map(why -> why.about())).contains("retry");
            fresh.close();
        }
    }

    @Test
    void whoClosedAndHowIsMarked() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            try (ScriptedClient client = proxy.client()) {
                client.exchange(get(origin, "/"));
            }
            Recorded recorded = Recorded.by(proxy);
            ConnectionView client = recorded.closed(Side.CLIENT, 1);
            assertThat(client.by()).isEqualTo(Party.CLIENT);
            assertThat(client.why().label()).isEqualTo("client-closed");
            assertThat(client.marks()).extracting(Mark::by).containsExactly(Party.CLIENT, Party.PROXY);
            ConnectionView atOrigin = recorded.closed(Side.ORIGIN, 1);
            assertThat(atOrigin.by()).isEqualTo(Party.ORIGIN);
            assertThat(atOrigin.marks()).extracting(Mark::kind).containsExactly(Mark.Kind.FIN);
        }
    }

    @Test
    void theProxysCloseIsTheProxys() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(get10(origin, "/"));
            client.awaitEnd();
            ConnectionView view = Recorded.by(proxy)
                    .connection(Side.CLIENT, 1, c -> !c.marks().isEmpty());
            assertThat(view.marks()).extracting(Mark::by).containsExactly(Party.PROXY);
            assertThat(view.why().label()).isEqualTo("client-http10");
        }
    }

    @Test
    void aCutResponseIsAResetOfTheProxys() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, get10(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "5\r\nhello\r\n");
            client.wire().readHead();
            wire.close();
            ConnectionView view = Recorded.by(proxy).closed(Side.CLIENT, 1);
            assertThat(view.marks()).extracting(Mark::kind).containsExactly(Mark.Kind.RST);
            assertThat(view.by()).isEqualTo(Party.PROXY);
            assertThat(view.why().label()).isEqualTo("response-cut");
        }
    }

    @Test
    void aTunnelShowsEachHalfClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.connect(origin));
            Recorded recorded = Recorded.by(proxy);
            assertThat(recorded.exchange(1, e -> e.kind() == ExchangeKind.TUNNEL)
                            .status())
                    .isEqualTo(200);
            assertThat(recorded.connection(Side.CLIENT, 1, c -> c.state() == ConnectionState.TUNNEL))
                    .isNotNull();
            Wire wire = origin.awaitConnection(1);
            client.wire().halfClose();
            wire.awaitEnd();
            wire.close();
            client.awaitEnd();
            ConnectionView left = recorded.closed(Side.CLIENT, 1);
            ConnectionView right = recorded.closed(Side.ORIGIN, 1);
            assertThat(left.marks()).extracting(Mark::by).containsExactly(Party.CLIENT, Party.PROXY);
            assertThat(right.marks()).extracting(Mark::by).containsExactly(Party.PROXY, Party.ORIGIN);
            assertThat(left.marks()).extracting(Mark::kind).containsExactly(Mark.Kind.HALF_CLOSE, Mark.Kind.FIN);
            assertThat(left.by()).isEqualTo(Party.CLIENT);
            assertThat(right.by()).isEqualTo(Party.PROXY);
            assertThat(recorded.over(1).brief().outcome().label()).isEqualTo("tunnelled");
        }
    }

    @Test
    void theProxysOwnAnswerIsShown() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Messages.head("GET http://127.0.0.1:1/ HTTP/1.1", "Host: 127.0.0.1:1"));
            ExchangeDetail detail = Recorded.by(proxy).over(1);
            assertThat(detail.brief().status()).isEqualTo(502);
            assertThat(detail.responses()).singleElement().satisfies(response -> {
                assertThat(response.receivedLine()).isNull();
                assertThat(response.sentLine()).startsWith("HTTP/1.1 502");
            });
            ConnectionView failed = Recorded.by(proxy).closed(Side.ORIGIN, 1);
            assertThat(failed.state()).isEqualTo(ConnectionState.FAILED);
            assertThat(failed.why().label()).isEqualTo("connect-failed");
        }
    }

    @Test
    void whatHasChangedSinceAVersionIsAllThatIsGiven() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(builder -> builder.recording(r -> r.withExchanges(2)));
                ScriptedClient client = proxy.client()) {
            Recorded recorded = Recorded.by(proxy);
            client.exchange(get(origin, "/1"));
            client.exchange(get(origin, "/2"));
            recorded.over(2);
            proxy.events().completed(2);
            Snapshot before = recorded.live().snapshot(0);
            assertThat(before.whole()).isTrue();
            assertThat(recorded.live().snapshot(before.version()).isEmpty()).isTrue();
            client.exchange(get(origin, "/3"));
            recorded.exchange(2, e -> e.target().endsWith("/3") && e.outcome() != null);
            Snapshot change = recorded.live().snapshot(before.version());
            assertThat(change.whole()).isFalse();
            assertThat(change.exchanges()).extracting(ExchangeView::nth).containsExactly(3);
            assertThat(change.goneExchanges())
                    .containsExactly(before.exchanges().get(0).id());
            recorded.live().clear();
            assertThat(recorded.live().snapshot(change.version()).whole()).isTrue();
            assertThat(recorded.live().snapshot(0).exchanges()).isEmpty();
            assertThat(recorded.live().snapshot(0).connections()).hasSize(2);
        }
    }

    @Test
    void nothingIsRecordedWhereNobodyWantsIt() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(builder -> builder.recording(r -> r.withOn(false)))) {
            assertThat(proxy.server().live()).isEmpty();
        }
    }
}
