package io.clearhop.wire;

import static io.clearhop.lab.Messages.LAST_CHUNK;
import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Request;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** RFC 9112 section 6: where requests end, and that they are framed alike on the origin's hop. */
class RequestFramingTest {
    @Test
    void aLengthPasses() {
        assertThat(forwarded("POST %s HTTP/1.1", "abc", "Content-Length: 3"))
                .isEqualTo("Content-Length: 3\r\nVia: 1.1 clearhop\r\n\r\nabc");
    }

    @Test
    void aLengthOfNothingPasses() {
        assertThat(forwarded("POST %s HTTP/1.1", "", "Content-Length: 0"))
                .isEqualTo("Content-Length: 0\r\nVia: 1.1 clearhop\r\n\r\n");
    }

    @Test
    void equalLengthsBecomeOne() {
        assertThat(forwarded("POST %s HTTP/1.1", "abc", "Content-Length: 3", "X: y", "content-length: 3,3"))
                .isEqualTo("Content-Length: 3\r\nX: y\r\nVia: 1.1 clearhop\r\n\r\nabc");
    }

    /** Extensions are of one connection (RFC 9112 section 7.1.1), zeros are needless; all else passes byte for byte. */
    @Test
    void chunkedPassesWithoutItsExtensions() {
        String content = "3%s\r\nabc\r\n0%sA\r\n0123456789\r\n" + LAST_CHUNK;
        assertThat(forwarded(
                        "PUT %s HTTP/1.1", content.formatted(";x=\"y\"", "0".repeat(99)), "Transfer-Encoding: CHUNKED"))
                .isEqualTo("Transfer-Encoding: chunked\r\nVia: 1.1 clearhop\r\n\r\n" + content.formatted("", ""));
    }

    @Test
    void contentOfHttp10PassesWithItsLength() {
        assertThat(forwarded("POST %s HTTP/1.0", "abc", "Content-Length: 3"))
                .isEqualTo("Content-Length: 3\r\nVia: 1.0 clearhop\r\n\r\nabc");
    }

    @Test
    void getMayHaveContent() {
        assertThat(forwarded("GET %s HTTP/1.1", "abc", "Content-Length: 3"))
                .isEqualTo("Content-Length: 3\r\nVia: 1.1 clearhop\r\n\r\nabc");
    }

    /** RFC 9112 section 6.1: it must not be sent what it is known not to understand. */
    @Test
    void anOriginThatAnswersInHttp10IsSentNoChunks() {
        AtomicReference<String> version = new AtomicReference<>("HTTP/1.0");
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.answer(request -> version.get() + " 200 OK\r\nContent-Length: " + "1\r\n\r\nx"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client();
                ScriptedClient second = proxy.client()) {
            String chunked = Requests.of("POST", origin, "/", "Transfer-Encoding: chunked") + LAST_CHUNK;
            assertThat(client.exchange(Requests.get(origin, "/")).statusCode()).isEqualTo(200);
            Response refused = client.exchange(chunked);
            assertThat(refused.statusCode()).isEqualTo(411);
            assertThat(refused.text()).contains("Content-Length");
            version.set("HTTP/1.1");
            assertThat(second.exchange(Requests.withContent("POST", origin, "/", "abc"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(second.exchange(chunked).statusCode()).isEqualTo(200);
            assertThat(origin.requests()).hasSize(3);
        }
    }

    private static String forwarded(String requestLine, String content, String... fields) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String host = "Host: " + origin.authority();
            String lines = String.join("\r\n", fields);
            client.send(head(requestLine.formatted(origin.uri("/")), host, lines) + content);
            client.readResponse();
            Request received = origin.requests().get(0);
            String whole = received.head() + received.content().raw();
            return whole.substring(whole.indexOf(host) + host.length() + 2);
        }
    }
}
