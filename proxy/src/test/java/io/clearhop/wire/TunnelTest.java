package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CONNECT: RFC 9110 section 9.3.6. Bytes pass as they are, each direction ends by itself; so it is after a 101. */
class TunnelTest {
    @ParameterizedTest
    @EnumSource
    void bytesPassBothWaysAndTheClientsFinBecomesOneAtTheOrigin(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy();
                ScriptedClient client = proxy.client()) {
            Wire wire = opening.open(client, origin);
            client.send("\0ping\u00ff");
            assertThat(wire.readBytes(6)).isEqualTo("\0ping\u00ff");
            client.wire().halfClose();
            wire.awaitEnd();
            wire.send("still there");
            assertThat(client.wire().readBytes(11)).isEqualTo("still there");
            wire.close();
            client.awaitEnd();

            ExchangeSummary summary = proxy.events().completed(1);
            assertThat(summary.outcome()).isEqualTo(Outcome.TUNNELLED);
            assertThat(summary.requestBytes()).isEqualTo(6);
            assertThat(summary.responseBytes()).isEqualTo(11);
            assertThat(summary.status()).isEqualTo(opening.status());
            assertThat(summary.clientClose()).isEqualTo(CloseReason.TUNNEL_ENDED);
            assertThat(summary.originClose()).isEqualTo(CloseReason.TUNNEL_ENDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOriginsFinBecomesOneAtTheClient(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy();
                ScriptedClient client = proxy.client()) {
            Wire wire = opening.open(client, origin);
            wire.send("bye");
            wire.halfClose();
            assertThat(client.wire().readToEnd()).isEqualTo("bye");
            client.send("still there");
            assertThat(wire.readBytes(11)).isEqualTo("still there");
            client.close();
            wire.awaitEnd();
            wire.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
        }
    }

    @Test
    void bytesRightAfterTheHeadBelongToTheTunnel() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(origin) + "GET / HTTP/1.1\r\n\r\n");
            assertThat(origin.awaitConnection(1).readBytes(18)).isEqualTo("GET / HTTP/1.1\r\n\r\n");
            assertThat(client.wire().readHead()).isEqualTo(TunnelOpening.ESTABLISHED);
            origin.awaitConnection(1).close();
            // The origin of a tunnel gets no head.
            assertThat(proxy.events().all(ProxyEvent.RequestForwarded.class)).isEmpty();
        }
    }

    @Test
    void aClientThatHasEndedItsSideAlreadyGetsItsTunnel() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(origin) + "all");
            client.wire().halfClose();
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readToEnd()).isEqualTo("all");
            wire.send("answer");
            wire.close();
            assertThat(client.wire().readToEnd()).isEqualTo(TunnelOpening.ESTABLISHED + "answer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theClientsResetIsPassedOn(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy();
                ScriptedClient client = proxy.client()) {
            Wire wire = opening.open(client, origin);
            client.wire().reset();
            wire.awaitReset();
            wire.close();
            ExchangeSummary summary = proxy.events().completed(1);
            assertThat(summary.outcome()).isEqualTo(Outcome.TUNNELLED);
            assertThat(summary.clientClose()).isEqualTo(CloseReason.CLIENT_RESET);
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOriginsResetIsPassedOn(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy();
                ScriptedClient client = proxy.client()) {
            opening.open(client, origin).reset();
            client.wire().awaitReset();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.ORIGIN_RESET);
        }
    }

    @Test
    void aRefusedConnectionIsAnsweredAndTheClientMayGoOn() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.connect(gone));
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_refused");
                assertThat(response.text()).contains("nothing listens on that port");
            }
        }
    }

    /** A FIN would look like the end of what the other side sends. */
    @ParameterizedTest
    @EnumSource
    void anIdleTunnelIsReset(TunnelOpening opening) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = opening.proxy(Times.tunnelIdle(300));
                ScriptedClient client = proxy.client()) {
            Wire wire = opening.open(client, origin);
            client.wire().awaitReset();
            wire.awaitReset();
            wire.close();
            assertThat(proxy.events().completed(1).clientClose()).isEqualTo(CloseReason.TUNNEL_IDLE);
        }
    }

    @Test
    void aTunnelThatIsIdleBecauseNobodyReadsEndsAsWell() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.tunnelIdle(300));
                ScriptedClient client = proxy.client()) {
            Wire wire = TunnelOpening.CONNECT.open(client, origin);
            wire.stopRecording();
            byte[] piece = new byte[64 * 1024];
            assertThatThrownBy(() -> {
                        while (true) {
                            wire.send(piece);
                        }
                    })
                    .isInstanceOfSatisfying(
                            WireException.class, e -> assertThat(e.peerLeft()).isTrue());
            proxy.events().await(ProxyEvent.ClientClosed.class);
            wire.close();
        }
    }

    @Test
    void aTunnelBothSidesOfWhichHaveEndedDoesNotWaitForeverForAReader() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.stopRecording();
                    wire.timeout(Duration.ofMillis(100));
                    byte[] piece = new byte[64 * 1024];
                    assertThatThrownBy(() -> {
                                while (true) {
                                    wire.send(piece);
                                }
                            })
                            .isInstanceOf(WireException.class);
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.tunnelIdle(300));
                ScriptedClient client = proxy.client()) {
            TunnelOpening.CONNECT.open(client, origin);
            client.wire().halfClose();
            proxy.events().await(ProxyEvent.ClientClosed.class);
            proxy.events().await(ProxyEvent.OriginClosed.class);
        }
    }

    @Test
    void aTunnelThroughAParentIsItsTunnel() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            client.send(head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443", "Proxy-Connection: keep-alive"));
            Wire wire = parent.awaitConnection(1);
            assertThat(wire.readHead())
                    .isEqualTo(head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443", "Via: 1.1 clearhop"));
            wire.send(Requests.dated("HTTP/1.1 200 Fine", "Content-Length: 5", "Transfer-Encoding: chunked") + "early");
            assertThat(client.wire().readHead()).isEqualTo(Requests.dated("HTTP/1.1 200 Fine", "Via: 1.1 clearhop"));
            assertThat(client.wire().readBytes(5)).isEqualTo("early");
            client.send("ping");
            assertThat(wire.readBytes(4)).isEqualTo("ping");
            client.wire().halfClose();
            wire.awaitEnd();
            wire.close();
            client.awaitEnd();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.TUNNELLED);
        }
    }

    @Test
    void aParentsRefusalIsPassedOn() {
        String refusal = Requests.dated("HTTP/1.1 403 Forbidden", "Content-Length: 2") + "no";
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(refusal));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                client.send(head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443"));
                Response response = client.readResponse();
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.text()).isEqualTo("no");
            }
            // Always a fresh one: a stale one could not be told from a refusal, and CONNECT is not idempotent.
            assertThat(parent.connections()).hasSize(2);
        }
    }

    /** RFC 9112 section 6.3: what frames content is ignored, and section 6.1: a server must not send it. */
    @Test
    void framingFieldsOfATunnelAreIgnoredAndRemoved() {
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, parent, head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443"));
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: x", "Transfer-Encoding: gzip") + "early");
            assertThat(client.wire().readHead()).isEqualTo(dated("HTTP/1.1 200 OK", "Via: 1.1 clearhop"));
            assertThat(client.wire().readBytes(5)).isEqualTo("early");
            client.send("late");
            assertThat(wire.readBytes(4)).isEqualTo("late");
            client.close();
            wire.awaitEnd();
            wire.close();
        }
    }

    @Test
    void aParentsHeadIsPassedOnByteForByte() {
        String reason = "R".repeat(600);
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, parent, head("CONNECT o.test:443 HTTP/1.1", "Host: o.test:443"));
            wire.send(dated("HTTP/1.1 200 " + reason, "X-Parent: p"));
            assertThat(client.wire().readHead())
                    .isEqualTo(dated("HTTP/1.1 200 " + reason, "X-Parent: p", "Via: 1.1 clearhop"));
            client.close();
            wire.awaitEnd();
            wire.close();
            assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.TUNNEL_ENDED);
        }
    }

    @Test
    void whatIsSentBehindAConnectThatFailsIsNoRequest() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        gone.close();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.echoRequest());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.connect(gone) + Requests.get(origin, "/smuggled"));
            Response response = client.readResponse("CONNECT");
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.field("Connection")).isEqualTo("close");
            client.awaitEnd();
            assertThat(origin.requests()).isEmpty();
        }
    }
}
