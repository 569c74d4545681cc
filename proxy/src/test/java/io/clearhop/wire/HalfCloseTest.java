package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that ends its side has asked for all that it wants, and still gets it; one that resets wants nothing more. */
class HalfCloseTest {
    /** More than the sockets' buffers take. */
    private static final int LONG = 12 * 1024 * 1024;

    @Test
    void allRequestsBeforeTheFinAreAnswered() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/1") + Requests.get(origin, "/2"));
            client.wire().halfClose();
            assertThat(client.readResponse().text()).isEqualTo("/1");
            assertThat(client.readResponse().text()).isEqualTo("/2");
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_CLOSED);
            proxy.events().await(ProxyEvent.OriginPooled.class);
        }
    }

    @Test
    void aLongResponseReachesAClientThatHasEndedItsSide() {
        int length = LONG;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/"));
            client.wire().halfClose();
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.stopRecording();
            client.wire().stopRecording();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(
                    () -> wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + length) + "x".repeat(length)));
            client.wire().readHead();
            assertThat(client.wire().readBytes(length)).hasSize(length);
            sending.join();
            client.awaitEnd();
            wire.close();
        }
    }

    @Test
    void aLongUploadThatEndsWithAFinReachesASlowOrigin() {
        int length = LONG;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                client.send(Requests.of("POST", origin, "/", "Content-Length: " + length) + "x".repeat(length));
                client.wire().halfClose();
            });
            Wire wire = origin.awaitConnection(1);
            wire.stopRecording();
            wire.readHead();
            assertThat(wire.readBytes(length)).hasSize(length);
            sending.join();
            CompletableFuture<Void> answering = CompletableFuture.runAsync(
                    () -> wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + length) + "y".repeat(length)));
            client.wire().readHead();
            assertThat(client.wire().readBytes(length)).hasSize(length);
            answering.join();
            wire.close();
        }
    }

    @Test
    void aTunnelWithItsOneSideEndedCarriesALongAnswer() {
        int length = LONG;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.connect(origin));
            client.wire().halfClose();
            Wire wire = origin.awaitConnection(1);
            wire.awaitEnd();
            wire.stopRecording();
            client.wire().stopRecording();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> wire.send("x".repeat(length)));
            assertThat(client.wire().readBytes(length)).hasSize(length);
            sending.join();
            wire.close();
            client.awaitEnd();
        }
    }

    @Test
    void aClientThatEndsItsSideWithoutARequestIsClosedAtOnce() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().halfClose();
            client.awaitEnd();
        }
    }

    /** RFC 9112 section 2.2: some clients send an empty line after a request; it is not the beginning of another. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\r\n\r\n"})
    void anEmptyLineAfterTheLastRequestIsNoRequest(String bytes) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/") + bytes);
            client.wire().halfClose();
            Wire wire = origin.awaitConnection(1);
            wire.readRequest();
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_CLOSED);
            wire.close();
        }
    }

    @Test
    void aClientThatResetsAbortsTheExchangeAtTheOrigin() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            client.wire().reset();
            wire.awaitReset();
            wire.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ABANDONED);
            assertThat(proxy.events().completed(1).originClose()).isEqualTo(CloseReason.EXCHANGE_ABANDONED);
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.CLIENT_RESET);
        }
    }

    @Test
    void aClientThatResetsInTheMiddleOfAResponseAbortsIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 10") + "half");
            client.wire().readHead();
            client.wire().reset();
            wire.awaitReset();
            wire.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ABANDONED);
        }
    }

    @Test
    void aClientThatResetsWhileItsConnectionIsBeingMadeLeavesThatToTheNext() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.respond(Messages.ok("x"))));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient next = proxy.client()) {
            for (int i = 0; i < 20; i++) {
                try (ScriptedClient client = proxy.client()) {
                    client.send(Requests.get(origin, "/"));
                    client.wire().reset();
                }
            }
            assertThat(next.exchange(Requests.get(origin, "/")).text()).isEqualTo("x");
        }
    }

    /** To the proxy it looks like one that has half-closed, until something is written to it. */
    @Test
    void aClientThatHasClosedAbortsTheExchangeWhenBytesForItCome() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            client.close();
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 1000"));
            // The first bytes are answered with a reset, the next ones fail.
            for (int i = 0; i < 100 && wire.awaitArrival(Duration.ofMillis(50)) == Arrival.NOTHING; i++) {
                wire.send("x");
            }
            wire.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.ABANDONED);
        }
    }
}
