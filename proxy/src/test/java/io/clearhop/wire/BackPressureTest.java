package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.testing.Leaks;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A receiver that takes nothing holds the sender back, instead of filling the proxy's memory; nothing is lost. */
class BackPressureTest {
    private static final int TOTAL = 64 * 1024 * 1024;
    /** Four socket buffers of up to 6 MB each, and the proxy's own few hundred KB. */
    private static final long HELD_BACK = 40 * 1024 * 1024;

    private static final byte[] PIECE = pattern();
    private static final String PATTERN = new String(PIECE, StandardCharsets.ISO_8859_1);

    @Test
    void aClientThatDoesNotReadHoldsTheOriginBack() throws InterruptedException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + TOTAL));
            assertHeldBackThenWhole(wire, client.wire());
            wire.close();
        }
    }

    @Test
    void anOriginThatDoesNotReadHoldsTheClientBack() throws InterruptedException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: " + TOTAL));
            Wire wire = origin.awaitConnection(1);
            assertHeldBackThenWhole(client.wire(), wire);
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            wire.close();
        }
    }

    @Test
    void aTunnelHoldsBackBothSides() throws InterruptedException {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.connect(origin));
            Wire wire = origin.awaitConnection(1);
            wire.send(Messages.head("first"));
            assertHeldBackThenWhole(wire, client.wire());
            client.wire().send(Messages.head("first"));
            assertHeldBackThenWhole(client.wire(), wire);
            wire.close();
        }
    }

    private static void assertHeldBackThenWhole(Wire sender, Wire receiver) throws InterruptedException {
        long before = sender.sentCount();
        long buffers = Leaks.pooledBuffers();
        sender.stopRecording();
        receiver.stopRecording();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            for (int sent = 0; sent < TOTAL; sent += PIECE.length) {
                sender.send(PIECE);
            }
        });
        awaitStandstill(sender);
        assertThat(sender.sentCount() - before).isLessThan(HELD_BACK);
        assertThat(Leaks.pooledBuffers() - buffers).as("buffers of the proxy").isLessThan(100);
        assertThat(sending).isNotDone();
        receiver.readHead();
        for (int received = 0; received < TOTAL; received += PIECE.length) {
            assertThat(receiver.readBytes(PIECE.length).equals(PATTERN))
                    .as("at byte %d", received)
                    .isTrue();
        }
        sending.join();
    }

    /** The one thing that no event tells: that nothing happens any more. */
    private static void awaitStandstill(Wire sender) throws InterruptedException {
        long last = -1;
        while (sender.sentCount() != last) {
            last = sender.sentCount();
            Thread.sleep(200);
        }
    }

    private static byte[] pattern() {
        byte[] bytes = new byte[64 * 1024];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    @Test
    void aClientThatPipelinesAndDoesNotReadIsNotServedOn() throws InterruptedException {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: 65536") + "x".repeat(65536);
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.untilPeerLeaves(Scripts.respond(response)));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            String requests = Requests.get(origin, "/").repeat(100);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20; i++) {
                    client.send(requests);
                }
            });
            int served = settled(origin);
            assertThat(served).isLessThan((int) (HELD_BACK / 65536));
            for (int i = 0; i < 2000; i++) {
                client.wire().readHead();
                client.wire().readBytes(65536);
            }
            sending.join();
            assertThat(origin.requests()).hasSize(2000);
        }
    }

    /** How many requests the origin has when it gets no more. */
    private static int settled(ScriptedOrigin origin) throws InterruptedException {
        int before = -1;
        int now = origin.requests().size();
        while (now == 0 || now != before) {
            before = now;
            Thread.sleep(300); // what is waited for is that nothing happens
            now = origin.requests().size();
        }
        return now;
    }

    /** What the kernel holds of a response stays there, though the origin has closed already. */
    @Test
    void anOriginThatHasClosedIsHeldBackToo() {
        int mebibyte = 1024 * 1024;
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.stopRecording();
                    int length = Integer.parseInt(wire.readRequest().target().substring(1));
                    wire.send(dated("HTTP/1.1 200 OK", "Connection: close", "Content-Length: " + length));
                    wire.send("x".repeat(length));
                    wire.lingeringClose();
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart()) {
            for (int length = 3 * mebibyte; length <= 9 * mebibyte; length += mebibyte / 2) {
                try (ScriptedClient client = proxy.client()) {
                    client.wire().stopRecording();
                    client.send(Requests.get(origin, "/" + length));
                    client.wire().readHead();
                    // What is sent at once is sent.
                    origin.connections().get(origin.connections().size() - 1).awaitArrival(Duration.ofMillis(100));
                    assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory())
                            .isLessThan(mebibyte);
                    assertThat(client.wire().readBytes(length)).hasSize(length);
                }
            }
        }
    }
}
