package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a wire tells of its end is what the kernel sends and gets. */
class WireEndTest {
    private final ScriptedOrigin listener = ScriptedOrigin.start(Scripts.byHand());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final ScriptedClient connected = ScriptedClient.connect(listener.address(), new WireListener() {
        @Override
        public void ending(Arrival how) {
            told.add("sends " + how);
        }

        @Override
        public void peerEnded(Arrival how) {
            told.add("gets " + how);
        }
    });
    private final Wire client = connected.wire();
    private final Wire origin = listener.awaitConnection(1);

    @AfterEach
    void closeBoth() {
        connected.close();
        listener.close();
    }

    @Test
    void bytesThatOnlyTheScriptHasNotReadDoNotReset() {
        origin.send("hello");
        assertThat(client.awaitArrival(Wire.DEFAULT_TIMEOUT)).isEqualTo(Arrival.BYTES);
        client.close();

        assertThat(told).containsExactly("sends FIN");
        origin.awaitEnd();
    }

    @Test
    void bytesThatTheKernelHoldsResetAfterTheFin() throws InterruptedException {
        origin.send("hello");
        while (client.available() == 0) {
            Thread.sleep(1);
        }
        client.close();

        assertThat(told).containsExactly("sends FIN", "sends RESET");
    }

    @Test
    void aResetThatSendingFindsIsToldAndEndsTheConnection() {
        origin.reset();
        assertThatThrownBy(() -> {
                    while (true) {
                        client.send("x");
                    }
                })
                .isInstanceOf(WireException.class);
        client.close();

        assertThat(told).containsExactly("gets RESET");
    }
}
