package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedClientTest {
    private static final String GET = Messages.head("GET / HTTP/1.1", "Host: o");

    @Test
    void interimResponsesComeWithTheFinalOne() {
        String response = Messages.head("HTTP/1.1 103 Early Hints", "Link: </a>")
                + Messages.head("HTTP/1.1 100 Continue")
                + Messages.ok("done");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            Response answer = client.exchange(GET);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("done");
            assertThat(answer.bytes()).hasSize(4);
            assertThat(answer.interim()).extracting(Response::statusCode).containsExactly(103, 100);
            assertThat(answer.interim().get(0).field("link")).isEqualTo("</a>");
        }
    }

    @Test
    void aHeadResponseEndsWithItsHeadAndTheConnectionGoesOn() {
        String head = Messages.head("HTTP/1.1 200 OK", "Content-Length: 5");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(head));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            for (int i = 0; i < 2; i++) {
                Response answer = client.exchange(Messages.head("HEAD / HTTP/1.1", "Host: o"));
                assertThat(answer.content()).isEqualTo(Content.NONE);
                assertThat(answer.field("Content-Length")).isEqualTo("5");
            }
            client.expectSilence(Duration.ofMillis(20));
        }
    }

    @Test
    void afterConnectAndAfter101TheWireIsATunnel() {
        Script tunnel = (wire, connectionNumber) -> {
            boolean connect = wire.readRequest().method().equals("CONNECT");
            wire.send(Messages.head(connect ? "HTTP/1.1 200 OK" : "HTTP/1.1 101 Switching Protocols") + "ping");
            assertThat(wire.readToEnd()).isEqualTo("pong");
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(tunnel)) {
            for (String request : new String[] {"CONNECT o:443 HTTP/1.1", "GET / HTTP/1.1"}) {
                try (ScriptedClient client = ScriptedClient.connect(origin.address())) {
                    assertThat(client.exchange(Messages.head(request, "Host: o"))
                                    .interim())
                            .isEmpty();
                    assertThat(client.wire().readBytes(4)).isEqualTo("ping");
                    client.send("pong");
                    client.wire().halfClose();
                    client.awaitEnd();
                }
            }
        }
    }

    @Test
    void pipelinedResponsesAreReadOneByOne() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.send(Messages.head("GET /1 HTTP/1.1", "Host: o") + Messages.head("GET /2 HTTP/1.1", "Host: o"));
            assertThat(client.readResponse().text()).isEqualTo("/1");
            assertThat(client.readResponse().text()).isEqualTo("/2");
        }
    }

    @Test
    void trailersAreLookedUpLikeFields() {
        String response = Messages.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + Messages.chunk("abc")
                + "0\r\nX-Sum: 9\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            Response answer = client.exchange(GET);
            assertThat(answer.trailer("x-sum")).isEqualTo("9");
            assertThat(answer.field("X-Sum")).isNull();
            assertThat(answer.head() + answer.content().raw()).isEqualTo(response);
        }
    }

    @Test
    void aRefusedConnectionNamesTheAddress() {
        ScriptedOrigin gone = ScriptedOrigin.start(Scripts.silent());
        InetSocketAddress address = gone.address();
        gone.close();
        assertThatThrownBy(() -> ScriptedClient.connect(address))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot connect to /127.0.0.1:" + address.getPort());
    }
}
