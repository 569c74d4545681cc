package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    private static final String GET = Messages.head("GET / HTTP/1.1", "Host: o");
    private static final Duration SHORT = Duration.ofMillis(60);
    // Longer than a busy machine takes from one exchange to the next.
    private static final Duration IDLE = Duration.ofMillis(400);

    @Test
    void respondKeepsTheConnectionUntilTheClientCloses() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.exchange(GET);
            client.exchange(GET);
            assertThat(client.wire().received()).isEqualTo(Messages.ok("x").repeat(2));
            client.wire().halfClose();
            client.awaitEnd();
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void respondOnceClosesAndEvenAPipelinedRequestDoesNotMakeItAReset() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(Messages.ok("x")));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send(GET + GET);
            assertThat(client.readResponse().text()).isEqualTo("x");
            client.awaitEnd();
        }
    }

    @Test
    void echoReturnsTheBytesAsTheyCame() {
        String request = Messages.head("POST /a HTTP/1.1", "HOST:o", "Transfer-Encoding: chunked")
                + "03;x\r\nabc\r\n0\r\nT: 1\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.echoRequest());
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            assertThat(client.exchange(request).text()).isEqualTo(request);
            assertThat(client.exchange(Messages.head("HEAD / HTTP/1.1", "Host: o"))
                            .field("Content-Length"))
                    .isEqualTo("28");
            assertThat(client.exchange(GET).text()).isEqualTo(GET);
        }
    }

    @Test
    void theIdleOriginClosesWhenNoFurtherRequestCame() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondThenIdleClose(Messages.ok("x"), IDLE));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.exchange(GET);
            client.exchange(GET);
            client.awaitEnd();
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void theHttp10OriginKeepsTheConnectionOnlyWhenConnectionSaysSo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.keepAlive10Plus("x", IDLE))) {
            try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
                String keep = Messages.head("GET / HTTP/1.0", "Connection: Keep-Alive");
                client.exchange(keep);
                Response response = client.exchange(keep);
                assertThat(response.field("Connection")).isEqualTo("keep-alive");
                assertThat(response.text()).isEqualTo("x");
                client.awaitEnd();
            }
            try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
                Response response = client.exchange(Messages.head("GET / HTTP/1.1", "Proxy-Connection: keep-alive"));
                assertThat(response.startLine()).isEqualTo("HTTP/1.0 200 OK");
                assertThat(response.hasField("Connection")).isFalse();
                client.awaitEnd();
            }
        }
    }

    @Test
    void theHttp11OriginKeepsTheConnectionUnlessItIsToldNotTo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.keepAlive11("x", IDLE));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            assertThat(client.exchange(Messages.head("GET / HTTP/1.1", "Host: o"))
                            .hasField("Connection"))
                    .isFalse();
            Response granted = client.exchange(Messages.head("GET / HTTP/1.0", "Connection: keep-alive"));
            assertThat(granted.field("Connection")).isEqualTo("keep-alive");
            Response last = client.exchange(Messages.head("GET / HTTP/1.0"));
            assertThat(last.field("Connection")).isEqualTo("close");
            client.awaitEnd();
        }
    }

    @Test
    void theSilentOriginTakesARequestAndSaysNothing() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent())) {
            try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
                client.send(GET + "and more");
                assertThat(origin.awaitRequests(1).get(0).head()).isEqualTo(GET);
                client.expectSilence(SHORT);
            }
            origin.awaitConnection(1).awaitClosed();
        }
    }

    @Test
    void theClosingOriginClosesAlsoWhenARequestComes() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.closeAtOnce());
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send(GET);
            client.awaitEnd();
        }
    }

    @Test
    void theResettingOriginsResetAtOnceOrAfterARequest() {
        try (ScriptedOrigin origin =
                ScriptedOrigin.start(Scripts.perConnection(Scripts.resetAfterRequest(), Scripts.resetAtOnce()))) {
            try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
                client.send(GET);
                client.wire().awaitReset();
            }
            for (int i = 0; i < 2; i++) {
                // Depending on who is faster, the connect fails or the read.
                assertThatThrownBy(() -> readToEnd(origin)).hasStackTraceContaining("reset");
            }
        }
    }

    private static void readToEnd(ScriptedOrigin origin) {
        try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.wire().readToEnd();
        }
    }
}
