package io.clearhop.lab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DelayingRelayTest {
    private static final Link NEAR = Link.of(Duration.ofMillis(4));
    private static final Link FAR = Link.of(Duration.ofMillis(100));
    private static final String GET = Messages.head("GET / HTTP/1.1", "Host: o");

    @Test
    void aNewConnectionCostsARoundTripMoreThanOneThatIsThere() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                DelayingRelay link = DelayingRelay.start(origin.address(), FAR)) {
            long began = System.nanoTime();
            try (ScriptedClient client = ScriptedClient.connect(link.address())) {
                client.exchange(GET);
                assertThat(millisSince(began)).isGreaterThanOrEqualTo(200);
                began = System.nanoTime();
                client.exchange(GET);
                assertThat(millisSince(began)).isBetween(100L, 190L);
            }
        }
    }

    @Test
    void theHandshakeOfAConnectionIsOverAfterARoundTrip() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                DelayingRelay link = DelayingRelay.start(origin.address(), FAR)) {
            long began = System.nanoTime();
            try (ScriptedClient client = ScriptedClient.connect(link.address())) {
                client.exchange(GET);
                long ended = link.establishedAt(client.wire().localPort());
                assertThat(ended - began).isGreaterThanOrEqualTo(100_000_000);
                assertThat(System.nanoTime() - ended).isGreaterThanOrEqualTo(100_000_000);
                assertThatThrownBy(() -> link.establishedAt(0)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void theTargetSeesTheConnectionWhenTheHandshakeIsOver() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                DelayingRelay link = DelayingRelay.start(origin.address(), FAR)) {
            long began = System.nanoTime();
            try (ScriptedClient client = ScriptedClient.connect(link.address())) {
                origin.awaitConnection(1);
                assertThat(millisSince(began)).isGreaterThanOrEqualTo(150);
                assertThat(client.wire().localPort()).isPositive();
            }
        }
    }

    @Test
    void orderAndContentAreKeptInBothDirections() {
        String text = IntStream.range(0, 60_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String post = Messages.head("POST / HTTP/1.1", "Host: o", "Content-Length: " + text.length()) + text;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.echoRequest());
                DelayingRelay link = DelayingRelay.start(origin.address(), NEAR);
                ScriptedClient client = ScriptedClient.connect(link.address())) {
            assertThat(client.exchange(post).text()).isEqualTo(post);
        }
    }

    @Test
    void connectionsShareTheBandwidth() throws InterruptedException {
        Link narrow = NEAR.carrying(500_000);
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x".repeat(50_000))));
                DelayingRelay link = DelayingRelay.start(origin.address(), narrow)) {
            long began = System.nanoTime();
            Thread other = new Thread(() -> fetch(link.address()));
            other.start();
            fetch(link.address());
            other.join();
            assertThat(millisSince(began)).isGreaterThanOrEqualTo(190);
        }
    }

    @Test
    void aSlowSenderNeedsMoreRoundTrips() {
        Link slow = FAR.startingSlowly();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x".repeat(60_000))));
                DelayingRelay link = DelayingRelay.start(origin.address(), slow)) {
            long began = System.nanoTime();
            fetch(link.address());
            // The handshake, then flights of 10, 20 and 40 segments.
            assertThat(millisSince(began)).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void aHalfCloseIsPassedOnAndTheOtherDirectionGoesOn() {
        Script answerToEnd = (wire, number) -> wire.send("seen " + wire.readToEnd());
        try (ScriptedOrigin origin = ScriptedOrigin.start(answerToEnd);
                DelayingRelay link = DelayingRelay.start(origin.address(), NEAR);
                ScriptedClient client = ScriptedClient.connect(link.address())) {
            client.send("all");
            client.wire().halfClose();
            assertThat(client.wire().readToEnd()).isEqualTo("seen all");
        }
    }

    @Test
    void aResetIsPassedOnInEitherDirection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                DelayingRelay link = DelayingRelay.start(origin.address(), NEAR)) {
            ScriptedClient client = ScriptedClient.connect(link.address());
            Wire atOrigin = origin.awaitConnection(1);
            client.wire().reset();
            atOrigin.awaitReset();

            try (ScriptedClient other = ScriptedClient.connect(link.address())) {
                origin.awaitConnection(2).reset();
                other.wire().awaitReset();
            }
        }
    }

    @Test
    void whoWritesToAReceiverThatHasResetIsToldAfterItsHalfClose() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                DelayingRelay link = DelayingRelay.start(origin.address(), NEAR)) {
            ScriptedClient client = ScriptedClient.connect(link.address());
            Wire atOrigin = origin.awaitConnection(1);
            client.wire().halfClose();
            atOrigin.awaitEnd();
            client.wire().reset();
            assertThatThrownBy(() -> {
                        while (true) {
                            atOrigin.send("nobody reads this");
                        }
                    })
                    .isInstanceOfSatisfying(
                            WireException.class, e -> assertThat(e.arrival()).isEqualTo(Arrival.RESET));
        }
    }

    @Test
    void aTargetThatIsNotThereResets() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.byHand());
        gone.close();
        try (DelayingRelay link = DelayingRelay.start(gone.address(), NEAR);
                ScriptedClient client = ScriptedClient.connect(link.address())) {
            client.wire().awaitReset();
        }
    }

    @Test
    void closingEndsWhatItCarries() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand())) {
            DelayingRelay link = DelayingRelay.start(origin.address(), NEAR);
            try (ScriptedClient client = ScriptedClient.connect(link.address())) {
                Wire atOrigin = origin.awaitConnection(1);
                link.close();
                assertThat(client.wire().awaitArrival(Wire.DEFAULT_TIMEOUT)).isIn(Arrival.FIN, Arrival.RESET);
                assertThat(atOrigin.awaitArrival(Wire.DEFAULT_TIMEOUT)).isIn(Arrival.FIN, Arrival.RESET);
            }
        }
    }

    private static void fetch(InetSocketAddress address) {
        try (ScriptedClient client = ScriptedClient.connect(address)) {
            client.exchange(GET);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
