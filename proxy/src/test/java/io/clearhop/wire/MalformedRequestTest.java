package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Malformed;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no request is answered with what is wrong with it, forwarded to nobody, and closes the connection. */
class MalformedRequestTest {
    private static final String LINE = "GET http://o.test/ HTTP/1.1\r\n";
    private static final String HOST = "Host: o.test\r\n";

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("hello\r\n\r\n", Malformed.REQUEST_LINE),
                Arguments.of("\0\1\2\3", Malformed.REQUEST_LINE),
                Arguments.of("\u00e4\u00f6\u00fc", Malformed.REQUEST_LINE),
                Arguments.of("\u0016\u0003\u0001\u0002\0\1", Malformed.TLS),
                Arguments.of("GET  http://o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.REQUEST_LINE),
                Arguments.of("GET\thttp://o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.REQUEST_LINE),
                Arguments.of("GET http://o.test/#a HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_BYTE),
                Arguments.of("GET http://o.test/\u00fc HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_BYTE),
                Arguments.of("GET http://o.test/?\"<> HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_BYTE),
                Arguments.of("GET http://o.test/ HTTP/1.1 \r\n" + HOST + "\r\n", Malformed.REQUEST_LINE),
                Arguments.of("\r\n".repeat(17), Malformed.REQUEST_LINE),
                Arguments.of("\n" + LINE + HOST + "\r\n", Malformed.BARE_LF),
                Arguments.of(LINE + " X: y\r\n" + HOST + "\r\n", Malformed.LINE_FOLDING),
                Arguments.of("G".repeat(17_000), Malformed.METHOD_TOO_LONG),
                Arguments.of(
                        LINE + HOST + "Connection: " + "a,".repeat(20_000) + "\r\n\r\n", Malformed.TOO_MANY_OPTIONS),
                Arguments.of("GET\u000bhttp://o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.CONTROL_BYTE),
                Arguments.of("GET http://o.test/\fHTTP/1.1\r\n" + HOST + "\r\n", Malformed.CONTROL_BYTE),
                Arguments.of("GET\rhttp://o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.BARE_CR),
                Arguments.of("GET http://o.test/\r\n\r\n", Malformed.REQUEST_LINE),
                Arguments.of("GET http://o.test/ HTTP/3.1\r\n\r\n", Malformed.VERSION_NOT_SUPPORTED),
                Arguments.of("GET http://o.test/ HTTP/2.0\r\n\r\n", Malformed.VERSION_NOT_SUPPORTED),
                Arguments.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Malformed.VERSION_NOT_SUPPORTED),
                Arguments.of("GET http://o.test/ HTTP/0.9\r\n\r\n", Malformed.VERSION_NOT_SUPPORTED),
                Arguments.of("GET http://o.test/ http/1.1\r\n\r\n", Malformed.VERSION),
                Arguments.of("GET http://o.test/ HTTP/1.10\r\n\r\n", Malformed.VERSION),
                Arguments.of("GET http://o.test/ HTTP/1.1\n" + HOST + "\r\n", Malformed.BARE_LF),
                Arguments.of(LINE + "Host: o.test\n\n", Malformed.BARE_LF),
                Arguments.of(LINE + HOST + "X: a\rb\r\n\r\n", Malformed.BARE_CR),
                Arguments.of(LINE + HOST + "X: a\0b\r\n\r\n", Malformed.CONTROL_BYTE),
                Arguments.of(LINE + HOST + "X : y\r\n\r\n", Malformed.SPACE_BEFORE_COLON),
                Arguments.of(LINE + HOST + "(X): y\r\n\r\n", Malformed.FIELD_NAME),
                Arguments.of(LINE + HOST + ": y\r\n\r\n", Malformed.FIELD_NAME),
                Arguments.of(LINE + HOST + "X\r\n\r\n", Malformed.NO_COLON),
                Arguments.of(LINE + HOST + "X: y\r\n z\r\n\r\n", Malformed.LINE_FOLDING),
                Arguments.of(LINE + HOST + "X: y\r\n".repeat(200) + "\r\n", Malformed.TOO_MANY_FIELDS),
                Arguments.of(LINE + HOST + "X: " + "y".repeat(70_000), Malformed.HEAD_TOO_LARGE),
                Arguments.of("GET http://o.test/" + "a".repeat(17_000), Malformed.REQUEST_LINE_TOO_LONG),
                Arguments.of(LINE + "\r\n", Malformed.HOST_MISSING),
                Arguments.of(LINE + HOST + HOST + "\r\n", Malformed.HOST_REPEATED),
                Arguments.of(LINE + "Host: a b\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of(LINE + "Host: a/b\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of(LINE + "Host: a,b/\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of(LINE + "Host: u@h\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of(LINE + "Host: h, g\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of(LINE + "Host: h/x\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of(LINE + "Host: h:99999\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of("GET foo HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET),
                Arguments.of("GET * HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET),
                Arguments.of("GET http:///x HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_HOST),
                Arguments.of("GET http://[::1/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_HOST),
                Arguments.of("GET http://u:p@o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_USERINFO),
                Arguments.of("GET http://o.test:0/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_PORT),
                Arguments.of("GET https://o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_SCHEME),
                Arguments.of("GET ftp://o.test/ HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_SCHEME),
                Arguments.of("CONNECT o.test HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_PORT),
                Arguments.of("CONNECT o.test:443 HTTP/1.1\r\n\r\n", Malformed.HOST_MISSING),
                Arguments.of("CONNECT o.test:443 HTTP/1.1\r\nHost: u@o.test\r\n\r\n", Malformed.HOST_INVALID),
                Arguments.of("CONNECT o.test:443/x HTTP/1.1\r\n" + HOST + "\r\n", Malformed.TARGET_PORT),
                Arguments.of(
                        "CONNECT o.test:443 HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx",
                        Malformed.CONNECT_WITH_CONTENT),
                Arguments.of(
                        "TRACE http://o.test/ HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx",
                        Malformed.TRACE_WITH_CONTENT),
                Arguments.of(
                        "TRACE http://o.test/ HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        Malformed.TRACE_WITH_CONTENT),
                Arguments.of(
                        "TRACE http://o.test/ HTTP/1.1\r\n" + HOST + "Max-Forwards: -1\r\n\r\n",
                        Malformed.MAX_FORWARDS),
                Arguments.of("OPTIONS * HTTP/1.1\r\n" + HOST + "Max-Forwards: 1,1\r\n\r\n", Malformed.MAX_FORWARDS),
                Arguments.of(LINE + HOST + "Content-Length: x\r\n\r\n", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length: +1\r\n\r\n", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length: -1\r\n\r\n", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length: 0x1\r\n\r\n", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length: 9999999999999999999\r\n\r\n", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length:\r\n\r\n", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length: 5,\r\n\r\nhello", Malformed.LENGTH_INVALID),
                Arguments.of(LINE + HOST + "Content-Length: \u000b5\r\n\r\nhello", Malformed.CONTROL_BYTE),
                Arguments.of(LINE + HOST + "Content-Length : 5\r\n\r\nhello", Malformed.SPACE_BEFORE_COLON),
                Arguments.of(LINE + HOST + "Content-Length: 1, 2\r\n\r\n", Malformed.LENGTH_DIFFERS),
                Arguments.of(LINE + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", Malformed.LENGTH_DIFFERS),
                Arguments.of(
                        LINE + HOST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                        Malformed.LENGTH_AND_CODING),
                Arguments.of(
                        "POST http://o.test/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
                        Malformed.CODING_IN_HTTP10),
                Arguments.of(
                        LINE + HOST + "Transfer-Encoding: chunked, gzip\r\n\r\n", Malformed.CODING_NOT_CHUNKED_LAST),
                Arguments.of(LINE + HOST + "Transfer-Encoding: identity\r\n\r\n", Malformed.CODING_NOT_CHUNKED_LAST),
                Arguments.of(LINE + HOST + "Transfer-Encoding: xchunked\r\n\r\n", Malformed.CODING_NOT_CHUNKED_LAST),
                Arguments.of(
                        LINE + HOST + "Transfer-Encoding: chunked, chunked\r\n\r\n", Malformed.CODING_NOT_CHUNKED_LAST),
                Arguments.of(LINE + HOST + "Transfer-Encoding: chunked;q=1\r\n\r\n", Malformed.CODING_NOT_CHUNKED_LAST),
                Arguments.of(LINE + HOST + "Transfer-Encoding: \u000bchunked\r\n\r\n", Malformed.CONTROL_BYTE),
                Arguments.of(LINE + HOST + "Transfer-Encoding: identity, chunked\r\n\r\n", Malformed.CODING_UNKNOWN),
                Arguments.of(LINE + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n", Malformed.CODING_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isAnsweredWithItsFault(String bytes, Malformed fault) {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(bytes);
            assertRefused(client, fault);
            client.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.REQUEST_MALFORMED);
        }
    }

    @Test
    void brokenChunksAreAnsweredAndTheOriginsConnectionIsGivenUp() {
        for (String content : new String[] {
            "x\r\n",
            "-1\r\n",
            "1\r\nab\r\n",
            "1\nx\r\n",
            "ffffffffffffffff\r\n",
            "1;\0\r\n",
            "1;a\nx\r\n",
            "1 \r\nx\r\n",
            "0x1\r\nx\r\n",
            "1\r\nx0\r\n\r\n",
            "1\r\nx\n0\r\n\r\n",
            "0\r\n\n",
            "0\r\nX : y\r\n\r\n",
            "0\r\nX: y\r\n z\r\n\r\n",
            "1;" + "e".repeat(5000) + "\r\nx\r\n"
        }) {
            try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                    ProxyUnderTest proxy = ProxyUnderTest.smart();
                    ScriptedClient client = proxy.client()) {
                client.send(Requests.of("POST", origin, "/", "Transfer-Encoding: chunked"));
                origin.awaitConnection(1).readHead();
                client.send(content);
                Response response = client.readResponse();
                assertThat(response.statusCode()).as(content).isEqualTo(400);
                client.awaitEnd();
                client.close();
                origin.awaitConnection(1).close();
                assertThat(proxy.events().await(ProxyEvent.OriginClosed.class).why())
                        .isEqualTo(CloseReason.REQUEST_MALFORMED);
            }
        }
    }

    /** The response was whole before: only the connection suffers. */
    @Test
    void aBrokenChunkAfterAnEarlyResponseClosesTheConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Transfer-Encoding: chunked"));
            wire.send(Messages.ok("early"));
            assertThat(client.readResponse().text()).isEqualTo("early");
            client.send("x\r\n" + Requests.get(origin, "/smuggled"));
            client.awaitEnd();
            client.close();
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.REQUEST_MALFORMED);
            assertThat(wire.readToEnd()).isEmpty();
        }
    }

    @Test
    void halfAHeadThenAFinIsAnswered() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send("GET http://o.te");
            client.wire().halfClose();
            assertRefused(client, Malformed.HEAD_CUT);
        }
    }

    @Test
    void halfAHeadAfterAWholeRequestThenAFinIsAnsweredAsWell() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.get(origin, "/") + "GET http://o.te");
            client.wire().halfClose();
            var wire = origin.awaitConnection(1);
            wire.readRequest();
            proxy.events().await(ProxyEvent.RequestForwarded.class);
            wire.send(Messages.ok("x"));
            assertThat(client.readResponse().text()).isEqualTo("x");
            assertRefused(client, Malformed.HEAD_CUT);
            wire.close();
        }
    }

    @Test
    void halfAContentThenAFinIsAnsweredAndNotTakenForWhole() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(client, origin, Requests.of("POST", origin, "/", "Content-Length: 6") + "abc");
            assertThat(wire.readBytes(3)).isEqualTo("abc");
            client.wire().halfClose();
            assertRefused(client, Malformed.CONTENT_CUT, "forwarded already");
            assertThat(wire.awaitArrival(Wire.DEFAULT_TIMEOUT)).isIn(Arrival.FIN, Arrival.RESET);
            wire.close();
        }
    }

    @Test
    void halfATrailerSectionThenAFinIsAnswered() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Transfer-Encoding: chunked") + "0\r\nX-Su");
            origin.awaitRequests(1);
            client.wire().halfClose();
            assertRefused(client, Malformed.CONTENT_CUT, "forwarded already");
        }
    }

    @Test
    void halfAContentThatComesWithItsFinWhileConnectingIsAnswered() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.silent());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Requests.of("POST", origin, "/", "Content-Length: 100000") + "a".repeat(90_000));
            client.wire().halfClose();
            assertRefused(client, Malformed.CONTENT_CUT, "forwarded already");
        }
    }

    @Test
    void answersBeforeTheFaultAreReadableThoughTheClientGoesOnSending() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.answer(request -> Messages.ok(request.target())));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                requests.append(Requests.get(origin, "/" + i));
            }
            requests.append("garbage\r\n\r\n");
            client.send(requests.toString());
            client.send("x".repeat(3_000_000));
            proxy.events().completed(21);
            client.send("x".repeat(1_000_000));
            for (int i = 0; i < 20; i++) {
                assertThat(client.readResponse().text()).isEqualTo("/" + i);
            }
            assertRefused(client, Malformed.REQUEST_LINE);
        }
    }

    @Test
    void aRefusedHeadRequestGetsNoContent() {
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(head("HEAD http://o.test:0/ HTTP/1.1", "Host: x"));
            assertThat(client.wire().readToEnd()).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
        }
    }

    private static void assertRefused(ScriptedClient client, Malformed fault) {
        assertRefused(client, fault, "Nothing of it was forwarded");
    }

    private static void assertRefused(ScriptedClient client, Malformed fault, String whatBecameOfIt) {
        Response response = client.readResponse();
        assertThat(response.statusCode()).isEqualTo(fault.status());
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(response.field("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        // http_request_error is for 4xx alone (RFC 9209 section 2.3.16).
        String type = fault.status() < 500 ? "http_request_error" : "proxy_internal_response";
        assertThat(response.field("Proxy-Status"))
                .isEqualTo("clearhop; error=" + type + "; details=\"" + fault.name() + "\"");
        assertThat(response.text()).contains(fault.sentence()).contains(whatBecameOfIt);
        client.awaitEnd();
    }
}
