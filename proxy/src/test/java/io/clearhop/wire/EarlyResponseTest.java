package io.clearhop.wire;

import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import io.clearhop.observe.Outcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A final response that comes before the request has ended must reach the client: RFC 9112 sections 9.3 and 9.6. */
class EarlyResponseTest {
    private static final String TOO_LARGE =
            dated("HTTP/1.1 413 Content Too Large", "Connection: close", "Content-Length: 2") + "no";
    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void a413ReachesAClientThatGoesOnSending() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.stopRecording();
                    wire.readHead();
                    wire.send(TOO_LARGE);
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertRefusedWhileSending(client, Requests.of("POST", origin, "/", "Content-Length: " + 64 * MEBIBYTE));
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }

    @Test
    void a413ReachesTheClientThoughTheOriginResets() {
        try (ScriptedOrigin origin = ScriptedOrigin.start((wire, number) -> {
                    wire.readHead();
                    wire.readBytes(MEBIBYTE);
                    wire.send(TOO_LARGE);
                    // With unread bytes at hand this is a reset.
                    wire.close();
                });
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertRefusedWhileSending(client, Requests.of("POST", origin, "/", "Content-Length: " + 64 * MEBIBYTE));
        }
    }

    private static void assertRefusedWhileSending(ScriptedClient client, String head) {
        Wire wire = client.wire();
        wire.stopRecording();
        CompletableFuture<Void> upload = CompletableFuture.runAsync(() -> {
            wire.send(head);
            byte[] piece = new byte[64 * 1024];
            try {
                for (int i = 0; i < 64 * MEBIBYTE / piece.length; i++) {
                    wire.send(piece);
                }
            } catch (WireException e) {
                // The proxy does not have to take all of it.
                assertThat(e.peerLeft()).isTrue();
            }
        });
        Response response = client.readResponse();
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.text()).isEqualTo("no");
        assertThat(response.field("Connection")).isEqualTo("close");
        upload.join();
    }

    @Test
    void anEarlyResponseOfAnOriginThatReadsOnCostsNoConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 5") + "early");
            assertThat(client.readResponse().text()).isEqualTo("early");
            client.send("def" + Requests.get(origin, "/2"));
            assertThat(wire.readBytes(6)).isEqualTo("abcdef");
            assertThat(wire.readRequest().target()).isEqualTo("/2");
            wire.send(Messages.ok("2"));
            assertThat(client.readResponse().text()).isEqualTo("2");
            wire.close();
        }
    }

    @Test
    void anOriginThatLeavesAfterAnEarlyResponseClosesTheClientToo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 5") + "early");
            assertThat(client.readResponse().text()).isEqualTo("early");
            wire.close();
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FORWARDED);
        }
    }
}
