package io.clearhop.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final Duration SHORT = Duration.ofMillis(60);

    private final ScriptedOrigin listener = ScriptedOrigin.start(Scripts.byHand());
    private final ScriptedClient connected = ScriptedClient.connect(listener.address());
    private final Wire client = connected.wire();
    private final Wire origin = listener.awaitConnection(1);

    @AfterEach
    void closeBoth() {
        connected.close();
        listener.close();
    }

    @Test
    void everyByteValueArrivesAsItWasSent() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c <= 0xff; c++) {
            all.append(c);
        }
        client.send(all.toString());
        assertThat(origin.readBytes(256)).isEqualTo(all.toString());

        origin.send(all.toString().getBytes(ISO_8859_1));
        assertThat(client.readBytes(256)).isEqualTo(all.toString());
    }

    @Test
    void textThatIsNoBytesIsRefusedAndNotReplaced() {
        assertThatThrownBy(() -> client.send("\u20ac")).isInstanceOf(IllegalArgumentException.class);
        assertThat(client.sentCount()).isZero();
    }

    @Test
    void aHeadEndsWithItsEmptyLineHoweverItIsCutIntoPieces() {
        for (String piece : new String[] {"GET / HTTP/1.1\r\nHost", ": o\r\n\r", "\nrest"}) {
            client.send(piece);
            assertThat(origin.awaitArrival(Wire.DEFAULT_TIMEOUT)).isEqualTo(Arrival.BYTES);
        }
        assertThat(origin.readHead()).isEqualTo("GET / HTTP/1.1\r\nHost: o\r\n\r\n");
        assertThat(origin.readBytes(4)).isEqualTo("rest");
    }

    @Test
    void anUnfinishedHeadIsReportedWithWhatArrivedWhenTheTimeIsOver() {
        client.send("GET / HTTP/1.1\r\nX: \u00e4");
        assertThatThrownBy(() -> origin.readHead(SHORT))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("127.0.0.1:" + origin.remotePort() + " sent nothing more in time")
                .hasMessageContaining("at most 60 ms")
                .hasMessageContaining("20 bytes: \"GET / HTTP/1.1\\r\\nX: \\xe4\"");
    }

    @Test
    void anUnfinishedHeadIsReportedWithWhatArrivedWhenThePeerCloses() {
        client.send("GET / HT");
        client.close();
        assertThatThrownBy(origin::readHead)
                .hasMessageContaining("closed the connection (FIN)")
                .hasMessageContaining("a head, through CRLF CRLF")
                .hasMessageContaining("8 bytes: \"GET / HT\"")
                .asInstanceOf(type(WireException.class))
                .returns(Arrival.FIN, WireException::arrival)
                .returns(true, WireException::peerLeft);
    }

    @Test
    void contentCutShortSaysHowMuchOfItArrived() {
        client.send("x".repeat(312));
        client.close();
        assertThatThrownBy(() -> origin.readContent("HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n"))
                .hasMessageContaining("closed the connection (FIN)")
                .hasMessageContaining("1024 bytes of content")
                .hasMessageContaining("312 bytes: \"xxx");
    }

    @Test
    void aPeerThatDripsBytesIsStillBoundedByTheTimeout() throws Exception {
        Thread dripping = new Thread(() -> {
            while (client.awaitArrival(Duration.ofMillis(5)) == Arrival.NOTHING) {
                client.send("x");
            }
        });
        dripping.setDaemon(true);
        dripping.start();
        origin.timeout(SHORT);
        assertThatThrownBy(origin::readToEnd).hasMessageContaining("sent nothing more in time");
        origin.close();
        dripping.join(10_000);
        assertThat(dripping.isAlive()).isFalse();
    }

    @Test
    void aCloseIsAnEndAndNoReset() {
        client.close();
        origin.awaitEnd();
        assertThat(origin.peerEnd()).isEqualTo(Arrival.FIN);
        assertThatThrownBy(origin::awaitReset).hasMessageContaining("closed the connection (FIN)");
    }

    @Test
    void aResetIsAResetAndNoEnd() {
        client.reset();
        origin.awaitReset();
        assertThat(origin.peerEnd()).isEqualTo(Arrival.RESET);
        assertThatThrownBy(origin::awaitEnd).hasMessageContaining("reset the connection (RST)");
        assertThatThrownBy(origin::readToEnd).hasMessageContaining("reset the connection (RST)");
    }

    @Test
    void aByteBeforeTheEndIsNoEnd() {
        client.send("surprise");
        client.close();
        assertThatThrownBy(origin::awaitEnd).hasMessageContaining("8 bytes: \"surprise\"");
        assertThat(origin.readToEnd()).isEqualTo("surprise");
        origin.awaitEnd();
    }

    @Test
    void afterAHalfCloseThePeerCanStillAnswer() {
        client.send("request");
        client.halfClose();
        assertThat(origin.readToEnd()).isEqualTo("request");
        origin.send("answer");
        origin.close();
        assertThat(client.readToEnd()).isEqualTo("answer");
    }

    @Test
    void closingWithUnreadBytesResetsButClosingLingeringlyDoesNot() {
        client.send("unread");
        assertThat(origin.awaitArrival(Wire.DEFAULT_TIMEOUT)).isEqualTo(Arrival.BYTES);
        origin.send("answer");
        client.send("more that nobody reads");
        Thread lingering = new Thread(origin::lingeringClose);
        lingering.start();
        assertThat(client.readToEnd()).isEqualTo("answer");
        client.close();
        origin.awaitClosed();
    }

    @Test
    void silenceIsOnlyWhereNothingArrivesNotEvenTheEnd() {
        origin.expectSilence(SHORT);
        client.send("x");
        assertThatThrownBy(() -> origin.expectSilence(Wire.DEFAULT_TIMEOUT)).hasMessageContaining("1 byte: \"x\"");
        assertThat(origin.readBytes(1)).isEqualTo("x");
        client.close();
        assertThatThrownBy(() -> origin.expectSilence(Wire.DEFAULT_TIMEOUT)).hasMessageContaining("FIN");
    }

    @Test
    void whatArrivedIsAvailableBeforeItIsRead() {
        assertThat(origin.available()).isZero();
        client.send("12345");
        assertThat(origin.awaitArrival(Wire.DEFAULT_TIMEOUT)).isEqualTo(Arrival.BYTES);
        assertThat(origin.available()).isEqualTo(5);
        origin.readBytes(2);
        assertThat(origin.available()).isEqualTo(3);
    }

    @Test
    void bothDirectionsAreRecorded() {
        client.send("one ");
        client.send("two");
        origin.readBytes(5);
        origin.send("three");
        client.readBytes(5);
        assertThat(client.sent()).isEqualTo("one two");
        assertThat(origin.received()).isEqualTo("one two");
        assertThat(client.received()).isEqualTo("three").isEqualTo(origin.sent());
    }

    @Test
    void withoutRecordingTheBytesAreCountedAndStillReadable() {
        origin.stopRecording();
        client.stopRecording();
        String large = "0123456789".repeat(50_000);
        for (int i = 0; i < 3; i++) {
            client.send(large);
            assertThat(origin.readBytes(large.length()).equals(large)).isTrue();
        }
        assertThat(origin.receivedCount()).isEqualTo(1_500_000).isEqualTo(client.sentCount());
        assertThat(client.sent().length()).isZero();
        assertThat(origin.received().length()).isZero();
    }

    @Test
    void aPeerThatDoesNotReadBlocksASendOnlyUntilTheTimeout() {
        client.timeout(SHORT);
        assertThatThrownBy(() -> client.send(new byte[64 * 1024 * 1024]))
                .hasMessageContaining("the peer read nothing for 60 ms")
                .asInstanceOf(type(WireException.class))
                .returns(Arrival.NOTHING, WireException::arrival);
        assertThat(client.sentCount()).isLessThan(64 * 1024 * 1024);
    }

    @Test
    void sendingToAPeerThatResetFails() {
        origin.reset();
        client.awaitReset();
        assertThatThrownBy(() -> client.send("anyone there?"))
                .hasMessageContaining("reset the connection (RST)")
                .asInstanceOf(type(WireException.class))
                .returns(true, WireException::peerLeft);
    }

    @Test
    void closingInOneThreadEndsTheReadOfAnother() throws Exception {
        Thread closing = new Thread(() -> {
            client.awaitArrival(SHORT);
            origin.close();
        });
        closing.start();
        assertThatThrownBy(origin::readHead).hasMessageContaining("closed on this side");
        closing.join();
        assertThat(origin.isClosed()).isTrue();
    }

    @Test
    void bothSidesAgreeOnThePortsAlsoAfterTheClose() {
        client.close();
        origin.close();
        assertThat(client.localPort()).isEqualTo(origin.remotePort());
        assertThat(client.remotePort()).isEqualTo(origin.localPort()).isEqualTo(listener.port());
    }
}
