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
import java.util.concurrent.CompletableFuture;
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

    /** The client asks, and has got the head and so many bytes of the content. */
    private static Wire answered(ScriptedClient client, ScriptedOrigin origin, int sent) {
        client.wire().stopRecording();
        Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
        wire.stopRecording();
        wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + LENGTH) + CONTENT.substring(0, sent));
        client.wire().readHead();
        assertThat(client.wire().readBytes(sent).equals(CONTENT.substring(0, sent)))
                .isTrue();
        return wire;
    }

    /** The origin has got the head and so many bytes of the content. */
    private static Wire asked(ScriptedOrigin origin, int sent) {
        Wire wire = origin.awaitConnection(1);
        wire.stopRecording();
        wire.readHead();
        assertThat(wire.readBytes(sent).equals(CONTENT.substring(0, sent))).isTrue();
        return wire;
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
                Wire wire = asked(origin, LENGTH);
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
            Wire wire = answered(client, origin, sent);
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
            Wire wire = asked(origin, sent);
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
            Wire wire = asked(origin, 2_000_000);
            wire.send(Messages.head("HTTP/1.1 413 Content Too Large", "Content-Length: 0", "Connection: close"));
            assertThat(client.readResponse().head()).startsWith("HTTP/1.1 413");
            wire.close();
        }
    }

    /** The end is where the length says, however the bytes come. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 20_000, 100_000})
    void anEndThatComesAloneEndsTheResponse(int last) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 1; i <= 3; i++) {
                Wire wire = answered(client, origin, LENGTH - last);
                wire.send(CONTENT.substring(LENGTH - last));
                assertThat(client.wire().readBytes(last)).isEqualTo(CONTENT.substring(LENGTH - last));
                assertThat(proxy.events().completed(i).responseBytes()).isEqualTo(LENGTH);
            }
            assertThat(origin.connections()).hasSize(1);
            origin.awaitConnection(1).close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 20_000, 100_000})
    void anEndThatComesAloneEndsTheRequest(int last) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            for (int i = 1; i <= 3; i++) {
                client.send(Requests.of("PUT", origin, "/", "Content-Length: " + LENGTH)
                        + CONTENT.substring(0, LENGTH - last));
                Wire wire = asked(origin, LENGTH - last);
                client.send(CONTENT.substring(LENGTH - last));
                assertThat(wire.readBytes(last)).isEqualTo(CONTENT.substring(LENGTH - last));
                wire.send(Messages.ok("x"));
                assertThat(client.readResponse().text()).isEqualTo("x");
                assertThat(proxy.events().completed(i).requestBytes()).isEqualTo(LENGTH);
            }
            origin.awaitConnection(1).close();
        }
    }

    /** Nothing waits for more, however long the content is and however much of it has come at once before. */
    @Test
    void whatTricklesArrivesAsItComes() {
        int much = 3_000_000;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = answered(client, origin, much);
            for (int at = much; at < much + 50; at++) {
                wire.send(CONTENT.substring(at, at + 1));
                assertThat(client.wire().readBytes(1)).isEqualTo(CONTENT.substring(at, at + 1));
            }
            wire.send(CONTENT.substring(much + 50));
            assertThat(client.wire().readBytes(LENGTH - much - 50).equals(CONTENT.substring(much + 50)))
                    .isTrue();
            wire.close();
        }
    }

    /** Bytes that no request asked for must not answer the next one (RFC 9112 section 9.2). */
    @Test
    void whatFollowsTheLastByteAnswersNobody() {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: " + LENGTH) + CONTENT;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.stopRecording();
            wire.send(response + Messages.ok("smuggled"));
            client.wire().readHead();
            assertThat(client.wire().readBytes(LENGTH).equals(CONTENT)).isTrue();
            assertThat(wire.awaitArrival(Duration.ofSeconds(20))).isNotEqualTo(Arrival.BYTES);
            wire.close();
            client.send(Requests.get(origin, "/"));
            Wire second = origin.awaitConnection(2);
            second.readRequest();
            second.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            second.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOriginThatLeavesBehindTheLastByteHasAnsweredWhole(boolean byReset) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = answered(client, origin, LENGTH - 1);
            wire.send(CONTENT.substring(LENGTH - 1));
            assertThat(client.wire().readBytes(1)).isEqualTo(CONTENT.substring(LENGTH - 1));
            if (byReset) {
                wire.reset();
            } else {
                wire.close();
            }
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    @Test
    void anOriginThatClosesAtOnceHasAnsweredWhole() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.stopRecording();
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: " + LENGTH) + CONTENT);
            wire.halfClose();
            client.wire().readHead();
            assertThat(client.wire().readBytes(LENGTH).equals(CONTENT)).isTrue();
            var summary = proxy.events().completed(1);
            assertThat(summary.outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(summary.responseBytes()).isEqualTo(LENGTH);
            wire.close();
        }
    }

    @Test
    void aRequestBehindLongContentIsServedNext() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("PUT", origin, "/", "Content-Length: " + LENGTH)
                    + CONTENT
                    + Requests.get(origin, "/next"));
            Wire wire = asked(origin, LENGTH);
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            assertThat(wire.readHead()).startsWith("GET /next ");
            wire.send(Messages.ok("y"));
            assertThat(client.readResponse().text()).isEqualTo("y");
            wire.close();
        }
    }

    /** A client that closes its side behind a whole request is still answered (RFC 9112 section 9.6). */
    @ParameterizedTest
    @ValueSource(ints = {200_000, LENGTH})
    void aFinBehindAWholeRequestCutsNothingThoughTheOriginTakesNothingYet(int length) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.wire().stopRecording();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                client.send(Requests.of("PUT", origin, "/", "Content-Length: " + length));
                client.send(CONTENT.substring(0, length));
                client.wire().halfClose();
            });
            Wire wire = origin.awaitConnection(1);
            wire.stopRecording();
            wire.readHead();
            assertThat(wire.readBytes(length).equals(CONTENT.substring(0, length)))
                    .isTrue();
            sending.join();
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            assertThat(proxy.events().completed(1).requestBytes()).isEqualTo(length);
            wire.close();
        }
    }
}
