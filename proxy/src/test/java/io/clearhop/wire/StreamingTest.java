package io.clearhop.wire;

import static io.clearhop.lab.Messages.LAST_CHUNK;
import static io.clearhop.lab.Messages.chunk;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import org.junit.jupiter.api.Test;

/** Every piece passes as it comes: the next one is sent only after it has arrived. */
class StreamingTest {
    private static final int PIECES = 20;

    @Test
    void serverSentEventsArriveOneByOne() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked"));
            client.wire().readHead();
            for (int i = 0; i < PIECES; i++) {
                wire.send(chunk("data: " + i + "\n\n"));
                assertThat(client.wire().readChunk().data()).isEqualTo("data: " + i + "\n\n");
            }
            wire.send(LAST_CHUNK);
            assertThat(client.wire().readChunk().isLast()).isTrue();
            wire.close();
        }
    }

    @Test
    void closeDelimitedPiecesArriveOneByOneAsChunks() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.request(client, origin, Requests.get(origin, "/"));
            wire.send(dated("HTTP/1.1 200 OK"));
            client.wire().readHead();
            for (int i = 0; i < PIECES; i++) {
                wire.send("piece " + i);
                assertThat(client.wire().readChunk().data()).isEqualTo("piece " + i);
            }
            wire.close();
            assertThat(client.wire().readChunk().isLast()).isTrue();
        }
    }

    @Test
    void piecesOfAnUploadArriveOneByOne() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Transfer-Encoding: chunked"));
            for (int i = 0; i < PIECES; i++) {
                client.send(chunk("piece " + i));
                assertThat(wire.readChunk().data()).isEqualTo("piece " + i);
            }
            client.send(LAST_CHUNK);
            assertThat(wire.readChunk().isLast()).isTrue();
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            wire.close();
        }
    }

    @Test
    void bothDirectionsStreamAtOnce() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Transfer-Encoding: chunked"));
            wire.send(dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
            client.wire().readHead();
            for (int i = 0; i < PIECES; i++) {
                client.send(chunk("ping " + i));
                assertThat(wire.readChunk().data()).isEqualTo("ping " + i);
                wire.send(chunk("pong " + i));
                assertThat(client.wire().readChunk().data()).isEqualTo("pong " + i);
            }
            wire.send(LAST_CHUNK);
            assertThat(client.wire().readChunk().isLast()).isTrue();
            client.send(LAST_CHUNK);
            assertThat(wire.readChunk().isLast()).isTrue();
            client.send(Requests.get(origin, "/2"));
            assertThat(wire.readRequest().target()).isEqualTo("/2");
            wire.send(Messages.ok("2"));
            assertThat(client.readResponse().text()).isEqualTo("2");
            wire.close();
        }
    }
}
