package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Each wait has its bound, its status and its reason. */
class TimeoutsTest {
    private static final int SHORT = 300;

    @Test
    void aRequestHeadThatDoesNotEndIsAnswered408() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(Times.requestHead(SHORT));
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            client.send("GET http://o.test/ HTTP/1.1\r\n");
            Response response = client.readResponse();
            assertTook(start);
            assertThat(response.statusCode()).isEqualTo(408);
            assertThat(response.field("Connection")).isEqualTo("close");
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=http_request_error");
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.REQUEST_HEAD_TIMEOUT);
        }
    }

    /** RFC 9112 section 2.2: it is no part of a request, so its client is idle and not late. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\r\n\r\n\r"})
    void anEmptyLineDoesNotStartTheTimeOfAHead(String bytes) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy =
                        ProxyUnderTest.smart(Times.requestHead(SHORT).andThen(Times.clientIdle(3 * SHORT)));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/"));
            client.send(bytes);
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_IDLE);
        }
    }

    @Test
    void bytesThatTrickleInDoNotPutThatOff() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart(Times.requestHead(SHORT));
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            client.send("GET http://o.test/ HTTP/1.1\r\nX: ");
            while (client.wire().available() == 0 && System.nanoTime() - start < 5_000_000_000L) {
                client.send("x");
                Thread.onSpinWait();
                client.wire().awaitArrival(Duration.ofMillis(20));
            }
            assertTook(start);
            assertThat(client.readResponse().statusCode()).isEqualTo(408);
        }
    }

    @Test
    void anOriginThatDoesNotAnswerIs504() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.responseHead(SHORT));
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            Response response = client.exchange(Requests.withContent("POST", origin, "/", "abc"));
            assertTook(start);
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_read_timeout");
            assertThat(response.hasField("Connection")).isFalse();
            assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                    .isEqualTo(CloseReason.RESPONSE_HEAD_TIMEOUT);
        }
    }

    @Test
    void anOriginThatStopsWithinItsResponseCutsIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.stall(SHORT));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 10") + "half");
            client.wire().readHead();
            assertThat(client.wire().readToEnd()).isEqualTo("half");
            wire.close();
            ExchangeSummary summary = proxy.events().completed(1);
            assertThat(summary.outcome()).isEqualTo(Outcome.CUT);
            assertThat(summary.originClose()).isEqualTo(CloseReason.ORIGIN_STALLED);
        }
    }

    @Test
    void aClientThatStopsWithinItsRequestIs408() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.requestContent(SHORT));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Content-Length: 10") + "half");
            Response response = client.readResponse();
            assertThat(response.statusCode()).isEqualTo(408);
            assertThat(response.text()).contains("client");
            client.awaitEnd();
            client.close();
            wire.close();
            ExchangeSummary summary = proxy.events().completed(1);
            assertThat(summary.originClose()).isEqualTo(CloseReason.REQUEST_CONTENT_TIMEOUT);
        }
    }

    @Test
    void anOriginThatDoesNotTakeTheRequestIs504() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.stall(SHORT));
                ScriptedClient client = proxy.client()) {
            int length = 64 * 1024 * 1024;
            client.wire().stopRecording();
            client.send(Requests.of("POST", origin, "/", "Content-Length: " + length));
            byte[] piece = new byte[64 * 1024];
            client.wire().timeout(Duration.ofMillis(6 * SHORT));
            // It blocks until the proxy has given up and drops what comes.
            for (int sent = 0; sent < length && client.wire().available() == 0; sent += piece.length) {
                client.wire().send(piece);
            }
            Response response = client.readResponse();
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_write_timeout");
            assertThat(response.text()).contains(origin.authority());
            client.close();
            origin.awaitConnection(1).close();
            assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.ORIGIN_STALLED);
        }
    }

    @Test
    void aClientThatDoesNotTakeItsResponseIsClosed() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.stall(SHORT));
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.stopRecording();
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + Integer.MAX_VALUE));
            byte[] piece = new byte[64 * 1024];
            assertThatThrownBy(() -> {
                        while (true) {
                            wire.send(piece);
                        }
                    })
                    .isInstanceOfSatisfying(
                            WireException.class, e -> assertThat(e.peerLeft()).isTrue());
            assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.CLIENT_STALLED);
            proxy.events().await(ProxyEvent.ClientClosed.class);
            wire.close();
        }
    }

    @Test
    void aConnectThatIsNotAcceptedIs504() {
        // A backlog of one that is full: further connects get no answer.
        try (FullBacklog origin = new FullBacklog();
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.connect(SHORT));
                ScriptedClient client = proxy.client()) {
            long start = System.nanoTime();
            Response response =
                    client.exchange(Messages.head("GET http://127.0.0.1:" + origin.port() + "/ HTTP/1.1", "Host: x"));
            assertTook(start);
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.field("Proxy-Status")).startsWith("clearhop; error=connection_timeout");
        }
    }

    @Test
    void aClientThatNeverClosesIsNotWaitedForForever() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Times.linger(SHORT));
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/", "Connection: close"));
            client.awaitEnd();
            proxy.events().await(ProxyEvent.ClientClosed.class);
        }
    }

    private static void assertTook(long start) {
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(SHORT - 5), Duration.ofMillis(SHORT + 3000));
    }
}
