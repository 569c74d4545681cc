package io.clearhop.wire;

import static io.clearhop.lab.Messages.LAST_CHUNK;
import static io.clearhop.lab.Messages.chunk;
import static io.clearhop.lab.Messages.head;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 6: where responses end, and how they are framed anew for the client's version. */
class ResponseFramingTest {
    private static final String VIA = "Via: 1.1 clearhop";

    @Test
    void aLengthPassesToBothVersions() {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: 3") + "abc";
        assertThat(to11(response)).isEqualTo(dated("HTTP/1.1 200 OK", "Content-Length: 3", VIA) + "abc");
        assertThat(to10(response))
                .isEqualTo(dated("HTTP/1.1 200 OK", "Content-Length: 3", "Connection: close", VIA) + "abc");
    }

    /** Extensions are of one connection (RFC 9112 section 7.1.1), zeros are needless; all else passes byte for byte. */
    @Test
    void chunkedPassesTo11WithoutItsExtensions() {
        String content = "3%s\r\nabc\r\n0%sA%s\r\n0123456789\r\n" + LAST_CHUNK;
        assertThat(to11(dated("HTTP/1.1 200 OK", "Transfer-Encoding: Chunked")
                        + content.formatted(";x=\"y\"", "000", " \t;z")))
                .isEqualTo(dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", VIA) + content.formatted("", "", ""));
    }

    @Test
    void chunkedEndsAtTheCloseFor10() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                + chunk("abc")
                + chunk("defg")
                + "0\r\nX-Sum: 1\r\n\r\n";
        assertThat(to10(response)).isEqualTo(dated("HTTP/1.1 200 OK", "Connection: close", VIA) + "abcdefg");
    }

    @Test
    void a10ClientThatPersistsIsClosedWhereOnlyTheCloseEndsTheContent() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("abc") + LAST_CHUNK;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get10(origin, "/", "Proxy-Connection: keep-alive"));
            assertThat(client.wire().readToEnd()).isEqualTo(dated("HTTP/1.1 200 OK", "Connection: close", VIA) + "abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void closeDelimitedBecomesChunkedFor11WhoseConnectionIsKept(String version) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(
                        Scripts.respondOnceThenClose(dated(version + " 200 OK") + "until the close"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.get(origin, "/"));
                assertThat(response.head())
                        .isEqualTo(dated(
                                "HTTP/1.1 200 OK",
                                "Transfer-Encoding: chunked",
                                "Via: " + version.substring(5) + " clearhop"));
                assertThat(response.text()).isEqualTo("until the close");
            }
        }
    }

    @Test
    void closeDelimitedStaysSoFor10() {
        assertThat(to10(dated("HTTP/1.1 200 OK") + "until the close"))
                .isEqualTo(dated("HTTP/1.1 200 OK", "Connection: close", VIA) + "until the close");
    }

    @Test
    void anEmptyCloseDelimitedResponseIsOneLastChunk() {
        assertThat(to11(dated("HTTP/1.1 200 OK")))
                .isEqualTo(dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", VIA) + LAST_CHUNK);
    }

    @Test
    void aLengthBesideChunkedIsDroppedAndTheOriginIsNotUsedAgain() {
        String response =
                dated("HTTP/1.1 200 OK", "Content-Length: 99", "Transfer-Encoding: chunked") + chunk("a") + LAST_CHUNK;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response received = client.exchange(Requests.get(origin, "/"));
            assertThat(received.head()).isEqualTo(dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", VIA));
            assertThat(received.text()).isEqualTo("a");
            client.exchange(Requests.get(origin, "/"));
            assertThat(origin.connections()).hasSize(2);
        }
    }

    /** RFC 9112 section 6.1: the framing is taken for faulty, so nothing may follow the message on its connection. */
    @Test
    void chunkedOfAn10OriginIsReadAndItsConnectionNotUsedAgain() {
        String response = dated("HTTP/1.0 200 OK", "Transfer-Encoding: chunked", "Connection: keep-alive")
                + chunk("a")
                + LAST_CHUNK;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.exchange(Requests.get(origin, "/")).text()).isEqualTo("a");
            }
            assertThat(origin.connections()).hasSize(2);
        }
    }

    /** RFC 9110 section 15: the client takes what is beyond 599 for a 5xx; a proxy that changed it would hide it. */
    @Test
    void aStatusCodeBeyond599Passes() {
        assertThat(to11(dated("HTTP/1.1 999 Beyond", "Content-Length: 0"))).startsWith("HTTP/1.1 999 Beyond\r\n");
    }

    @Test
    void interimResponsesHaveNoContentWhateverTheirFieldsSay() {
        String response =
                head("HTTP/1.1 103 Early Hints", "Date: now", "Content-Length: 5", "Transfer-Encoding: chunked")
                        + dated("HTTP/1.1 200 OK", "Content-Length: 1") + "x";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response received = client.exchange(Requests.get(origin, "/"));
            assertThat(received.interim())
                    .extracting(Response::head)
                    .containsExactly(head("HTTP/1.1 103 Early Hints", "Date: now", VIA));
            assertThat(received.text()).isEqualTo("x");
        }
    }

    @Test
    void equalLengthsBecomeOne() {
        assertThat(to11(dated("HTTP/1.1 200 OK", "Content-Length: 1", "Content-Length: 1") + "x"))
                .isEqualTo(dated("HTTP/1.1 200 OK", "Content-Length: 1", VIA) + "x");
        assertThat(to11(dated("HTTP/1.1 200 OK", "Content-Length: 1 , 1") + "x"))
                .isEqualTo(dated("HTTP/1.1 200 OK", "Content-Length: 1", VIA) + "x");
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, 200 OK,                Content-Length: 5,          Content-Length: 5",
        "HEAD, 200 OK,                Transfer-Encoding: chunked, Transfer-Encoding: chunked",
        "HEAD, 404 Not Found,         X: y,                       X: y",
        "GET,  204 No Content,        X: y,                       X: y",
        "HEAD, 200 OK,                'Content-Length: 5, 5',     Content-Length: 5",
        "GET,  304 Not Modified,      Content-Length: 5,          Content-Length: 5",
        "GET,  304 Not Modified,      Transfer-Encoding: chunked, Transfer-Encoding: chunked",
        "GET,  200 OK,                Content-Length: 0,          Content-Length: 0",
        "POST, 204 No Content,        X: y,                       X: y",
    })
    void responsesWithoutContentEndWithTheirHead(String method, String status, String field, String passed) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(dated("HTTP/1.1 " + status, field)));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response response = client.exchange(Requests.of(method, origin, "/"));
                assertThat(response.head()).isEqualTo(dated("HTTP/1.1 " + status, passed, VIA));
            }
            assertThat(client.wire().available()).isZero();
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "Content-Length: 5", "Transfer-Encoding: chunked"})
    void a204LosesTheFramingThatItMustNotHave(String field) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(dated("HTTP/1.1 204 No Content", field)));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).head())
                    .isEqualTo(dated("HTTP/1.1 204 No Content", VIA));
        }
    }

    @Test
    void headAfterAnInterimResponseEndsWithItsHead() {
        String response =
                head("HTTP/1.1 103 Early Hints", "Link: </a>") + dated("HTTP/1.1 200 OK", "Content-Length: 5");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                Response received = client.exchange(Requests.of("HEAD", origin, "/"));
                assertThat(received.interim()).hasSize(1);
                assertThat(received.field("Content-Length")).isEqualTo("5");
            }
            assertThat(origin.connections()).hasSize(1);
        }
    }

    @Test
    void aMissingReasonIsForgiven() {
        assertThat(to11("HTTP/1.1 200\r\nDate: x\r\nContent-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 200 \r\n");
    }

    @Test
    void aFoldedFieldBecomesOneLine() {
        assertThat(to11("HTTP/1.1 200 OK\r\nDate: x\r\nX-F: a\r\n\t b\r\nX-S : c\r\nContent-Length: 1\r\n\r\nx"))
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: x\r\nX-F: a b\r\nX-S: c\r\nContent-Length: 1\r\n" + VIA
                        + "\r\n\r\nx");
    }

    @Test
    void manyChunksOfManySizesPass() {
        StringBuilder content = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int size = 1; size < 3000; size += 37) {
            String data = Integer.toString(size % 10).repeat(size);
            content.append(chunk(data));
            text.append(data);
        }
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + content + LAST_CHUNK;
        assertThat(to11(response)).endsWith("\r\n\r\n" + content + LAST_CHUNK);
        assertThat(to10(response)).endsWith("\r\n\r\n" + text);
    }

    /** What a client of HTTP/1.1 gets. */
    private static String to11(String response) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response received = client.exchange(Requests.get(origin, "/"));
            return received.head() + received.content().raw();
        }
    }

    private static String to10(String response) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get10(origin, "/"));
            return client.wire().readToEnd();
        }
    }
}
