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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content so long that the kernel moves it past the proxy: its framing, its ends and its count are as of any other. */
class LongContentTest {
    private static final int LENGTH = 5_000_000;
    private static final String CONTENT = content();

    private static String content() {
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void responsesFollowEachOtherOnTheSameConnections() {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: " + LENGTH) + CONTENT;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            for (int i = 1; i <= 5; i++) {
                client.send(Requests.get(origin, "/"));
                client.wire().readHead();
                assertThat(client.wire().readBytes(LENGTH).equals(CONTENT)).isTrue();
                assertThat(proxy.events().completed(i).responseBytes()).isEqualTo(LENGTH);
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 1_000_000, LENGTH})
    void chunksAreFramedAsTheyCame(int size) {
        StringBuilder coded = new StringBuilder();
        for (int at = 0; at < LENGTH; at += size) {
            coded.append(Messages.chunk(CONTENT.substring(at, Math.min(at + size, LENGTH))));
        }
        String sent = coded.append("0\r\nX-Sum: 1\r\n\r\n").toString();
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.respond(dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + sent));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            for (int i = 1; i <= 3; i++) {
                client.send(Requests.get(origin, "/"));
                client.wire().readHead();
                assertThat(client.wire().readBytes(sent.length()).equals(sent)).isTrue();
            }
        }
    }

    @Test
    void requestsFollowEachOtherOnTheSameConnections() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 1; i <= 5; i++) {
                client.send(Requests.of("PUT", origin, "/", "Content-Length: " + LENGTH) + CONTENT);
                Wire wire = origin.awaitConnection(1);
                wire.stopRecording();
                wire.readHead();
                assertThat(wire.readBytes(LENGTH).equals(CONTENT)).isTrue();
                wire.send(Messages.ok("x"));
                assertThat(client.readResponse().text()).isEqualTo("x");
                assertThat(proxy.events().completed(i).requestBytes()).isEqualTo(LENGTH);
            }
            origin.awaitConnection(1).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCutIsSeenAndCounted(boolean byReset) {
        int sent = 3_000_000;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + LENGTH) + CONTENT.substring(0, sent));
            client.wire().readHead();
            assertThat(client.wire().readBytes(sent).equals(CONTENT.substring(0, sent)))
                    .isTrue();
            if (byReset) {
                wire.reset();
            } else {
                wire.close();
            }
            assertThat(client.wire().awaitArrival(Duration.ofSeconds(20))).isEqualTo(Arrival.FIN);
            var summary = proxy.events().completed(1);
            assertThat(summary.outcome()).isEqualTo(Outcome.CUT);
            assertThat(summary.responseBytes()).isEqualTo(sent);
            assertThat(summary.originClose()).isEqualTo(byReset ? CloseReason.ORIGIN_RESET : CloseReason.ORIGIN_CLOSED);
        }
    }

    @Test
    void aCutRequestIsSeenByTheOrigin() {
        int sent = 3_000_000;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("PUT", origin, "/", "Content-Length: " + LENGTH) + CONTENT.substring(0, sent));
            Wire wire = origin.awaitConnection(1);
            wire.stopRecording();
            wire.readHead();
            assertThat(wire.readBytes(sent)).hasSize(sent);
            client.close();
            assertThat(wire.awaitArrival(Duration.ofSeconds(20))).isNotEqualTo(Arrival.BYTES);
            wire.close();
            assertThat(proxy.events().completed(1).requestBytes()).isEqualTo(sent);
        }
    }

    @Test
    void anEarlyResponseReachesAClientThatStillSends() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("PUT", origin, "/", "Content-Length: " + LENGTH) + CONTENT.substring(0, 2_000_000));
            Wire wire = origin.awaitConnection(1);
            wire.stopRecording();
            wire.readHead();
            assertThat(wire.readBytes(2_000_000)).hasSize(2_000_000);
            wire.send(Messages.head("HTTP/1.1 413 Content Too Large", "Content-Length: 0", "Connection: close"));
            assertThat(client.readResponse().head()).startsWith("HTTP/1.1 413");
            wire.close();
        }
    }
}
