package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFC 9110 section 10.1.1: the expectation goes to the origin, and the origin's word to the client, once. */
class ExpectContinueTest {
    private static final String CONTINUE = head("HTTP/1.1 100 Continue");

    @Test
    void theOrigins100IsPassedOnOnceAndThenTheContent() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Expect: 100-continue", "Content-Length: 3"));
            Wire wire = origin.awaitConnection(1);
            assertThat(wire.readHead()).contains("\r\nExpect: 100-continue\r\n");
            client.expectSilence(Duration.ofMillis(30));
            wire.send(CONTINUE);
            assertThat(client.wire().readHead())
                    .matches("HTTP/1.1 100 Continue\r\nDate: [^\r]+ GMT\r\nVia: 1.1 clearhop\r\n\r\n");
            client.send("abc");
            assertThat(wire.readBytes(3)).isEqualTo("abc");
            wire.send(dated("HTTP/1.1 200 OK", "Content-Length: 1") + "x");
            Response response = client.readResponse();
            assertThat(response.interim()).isEmpty();
            assertThat(response.head()).isEqualTo(dated("HTTP/1.1 200 OK", "Content-Length: 1", "Via: 1.1 clearhop"));
            wire.close();
        }
    }

    @Test
    void afterAFinalResponseWithoutA100TheClientsConnectionCloses() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(
                    client, origin, Requests.of("POST", origin, "/", "Expect: 100-continue", "Content-Length: 3"));
            wire.send(dated("HTTP/1.1 417 Expectation Failed", "Content-Length: 1") + "x");
            Response response = client.readResponse();
            assertThat(response.statusCode()).isEqualTo(417);
            assertThat(response.field("Connection")).isEqualTo("close");
            client.awaitEnd();
            client.close();
            wire.awaitEnd();
            wire.close();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.REQUEST_UNFINISHED);
        }
    }

    @Test
    void aClientThatDoesNotWaitIsNotKeptWaiting() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.text())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(
                        Requests.of("POST", origin, "/", "Expect: 100-continue", "Content-Length: 3") + "abc");
                assertThat(response.text()).isEqualTo("abc");
                assertThat(response.hasField("Connection")).isFalse();
            }
        }
    }

    @Test
    void interimResponsesPassInTheirOrderTo11() {
        String response = head("HTTP/1.1 102 Processing")
                + CONTINUE
                + head("HTTP/1.1 103 Early Hints", "Link: </a>")
                + Messages.ok("x");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).interim())
                    .extracting(Response::statusCode)
                    .containsExactly(102, 100, 103);
        }
    }

    @Test
    void aClientOf10GetsNoInterimResponse() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(CONTINUE + Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(
                    head("POST " + origin.uri("/") + " HTTP/1.0", "Expect: 100-continue", "Content-Length: 1") + "a");
            Response response = client.readResponse();
            assertThat(response.interim()).isEmpty();
            assertThat(response.text()).isEqualTo("x");
            assertThat(origin.requests().get(0).hasField("Expect")).isFalse();
        }
    }
}
