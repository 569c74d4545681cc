package io.clearhop.wire;

import static io.clearhop.lab.Messages.chunk;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearhop.http.CloseReason;
import io.clearhop.lab.Arrival;
import io.clearhop.lab.Messages;
import io.clearhop.lab.Script;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import io.clearhop.lab.WireException;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;

/** RFC 9112 section 8: a response that was cut never looks whole, and its connections are not used again. */
class TruncationTest {
    @Test
    void aShortLengthEndsWithTheClose() {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: 10") + "short";
        assertCut(response, "HTTP/1.1", Arrival.FIN);
    }

    @Test
    void missingChunksEndWithTheCloseAndNoLastChunk() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("short");
        String received = assertCut(response, "HTTP/1.1", Arrival.FIN);
        assertThat(received).endsWith("\r\n\r\n" + chunk("short"));
    }

    @Test
    void aBrokenChunkEndsWithTheCloseAndNoLastChunk() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("short") + "x\r\n";
        String received = assertCut(response, "HTTP/1.1", Arrival.FIN);
        assertThat(received).endsWith("\r\n\r\n5\r\nshort\r\n");
    }

    /** Who has the last chunk may take the content for complete. */
    @Test
    void aBrokenTrailerSectionEndsWithTheCloseAndNoLastChunk() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("short") + "0\r\nBad\r\n\r\n";
        String received = assertCut(response, "HTTP/1.1", Arrival.FIN);
        assertThat(received).endsWith("\r\n\r\n5\r\nshort\r\n0\r");
    }

    @Test
    void aCutTrailerSectionEndsWithTheCloseAndNoLastChunk() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("short") + "0\r\nX-Sum: 1\r\n";
        String received = assertCut(response, "HTTP/1.1", Arrival.FIN);
        assertThat(received).endsWith("\r\n\r\n5\r\nshort\r\n0\r");
    }

    @Test
    void missingChunksAreAResetFor10() {
        String response = dated("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunk("short");
        assertCut(response, "HTTP/1.0", Arrival.RESET);
    }

    @Test
    void aShortLengthEndsWithTheCloseFor10() {
        String response = dated("HTTP/1.1 200 OK", "Content-Length: 10") + "short";
        assertCut(response, "HTTP/1.0", Arrival.FIN);
    }

    @Test
    void aResetWithinCloseDelimitedContentEndsWithoutALastChunk() {
        String received = assertCut(dated("HTTP/1.1 200 OK") + "short", "HTTP/1.1", Arrival.FIN, true);
        assertThat(received).doesNotContain("0\r\n\r\n");
    }

    @Test
    void aResetWithinCloseDelimitedContentIsAResetFor10() {
        assertCut(dated("HTTP/1.1 200 OK") + "short", "HTTP/1.0", Arrival.RESET, true);
    }

    @Test
    void answersBeforeTheCutOneReachAClientThatGoesOnSending() {
        String cut = dated("HTTP/1.1 200 OK", "Content-Length: 10") + "short";
        Script script = (wire, number) -> {
            wire.readRequest();
            wire.send(Messages.ok("first"));
            wire.readRequest();
            wire.send(cut);
        };
        try (ScriptedOrigin origin = ScriptedOrigin.start(script);
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String get = Requests.get(origin, "/");
            // More than the proxy takes in advance, so that some of it is unread when the connection closes.
            client.send(get + get + get.repeat(10_000));
            proxy.events().completed(2);
            assertThat(client.readResponse().text()).isEqualTo("first");
            assertThat(client.wire().readHead()).contains("Content-Length: 10");
            assertThat(client.wire().readToEnd()).isEqualTo("short");
        }
    }

    private static String assertCut(String response, String version, Arrival end) {
        return assertCut(response, version, end, false);
    }

    private static String assertCut(String response, String version, Arrival end, boolean originResets) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire peer = Forwarded.request(
                    client, origin, Messages.head("GET " + origin.uri("/") + " " + version, "Host: x"));
            peer.send(response);
            Wire wire = client.wire();
            String head = wire.readHead();
            String content = wire.readBytes(5);
            // Only now: a reset overtakes what it finds on its way.
            if (originResets) {
                peer.reset();
            } else {
                peer.close();
            }
            String rest = "";
            if (end == Arrival.FIN) {
                rest = wire.readToEnd();
            } else {
                assertThatThrownBy(wire::readToEnd)
                        .isInstanceOfSatisfying(
                                WireException.class,
                                e -> assertThat(e.arrival()).isEqualTo(end));
            }
            assertThat(proxy.events().completed(1).outcome()).isEqualTo(Outcome.CUT);
            assertThat(proxy.events().completed(1).clientClose()).isNotNull();
            assertThat(proxy.events().await(ProxyEvent.ClientClosed.class).why())
                    .isEqualTo(CloseReason.RESPONSE_CUT);
            assertThat(proxy.events().all(ProxyEvent.OriginPooled.class)).isEmpty();
            return head + content + rest;
        }
    }
}
