package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static io.clearhop.wire.Requests.dated;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import io.clearhop.lab.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110: what a proxy leaves alone, and the little that it has to add. */
class SemanticsTest {
    private static final String VIA = "Via: 1.1 clearhop";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 203 Transformed by somebody",
                "HTTP/1.1 205 Reset Content",
                "HTTP/1.1 299 ",
                "HTTP/1.1 399 What?",
                "HTTP/1.1 421 Misdirected Request",
                "HTTP/1.1 471 \u00fc\tx  y ",
                "HTTP/1.1 599 \u0080\u00ff",
                "HTTP/1.1 600 Beyond",
                "HTTP/1.1 999 Far beyond"
            })
    void everyFinalStatusAndItsReasonPass(String statusLine) {
        String response = dated(statusLine, "Content-Length: 2");
        assertThat(received(response + "ok")).isEqualTo(dated(statusLine, "Content-Length: 2", VIA) + "ok");
    }

    @Test
    void partsOfARepresentationAndWhatDescribesThemPass() {
        String[] fields = {
            "HTTP/1.1 206 Partial Content",
            "Content-Range: bytes 1-2/4",
            "ETag: W/\"e\"",
            "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT",
            "Content-Encoding: gzip",
            "Content-Type: text/plain",
            "Content-Location: /x",
            "Cache-Control: no-transform",
            "Server: one/1 (two)",
            "Age: 3",
            "Expires: 0",
            "Warning: 214 - x",
            "Content-Length: 2"
        };
        String content = "\u001f\u008b";
        assertThat(received(dated(fields[0], tail(fields)) + content))
                .isEqualTo(dated(fields[0], with(tail(fields), VIA)) + content);
    }

    @Test
    void repeatedFieldsKeepTheirOrderAndTheirLines() {
        String[] lines = {
            "Set-Cookie: a=1, b",
            "X-List: 1",
            "set-cookie: c=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT",
            "X-List:",
            "X-LIST: 3,,4",
            "Set-Cookie: a=3",
            "WWW-Authenticate: Basic realm=\"a, b\"",
            "WWW-Authenticate: Digest x=y",
            "Content-Length: 0"
        };
        assertThat(received(dated("HTTP/1.1 401 No", lines))).isEqualTo(dated("HTTP/1.1 401 No", with(lines, VIA)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 302 Found",
                "HTTP/1.1 404 Not Found",
                "HTTP/1.1 500 Broken",
                "HTTP/1.0 200 OK",
            })
    void aDateIsAddedWhereThereIsNone(String statusLine) {
        Response response = exchange(head(statusLine, "Content-Length: 0"));
        assertThat(response.fieldValues("Date")).hasSize(1).allMatch(date -> date.endsWith(" GMT"));
        assertThat(exchange(head(statusLine, "date: yesterday", "Content-Length: 0"))
                        .fieldValues("Date"))
                .containsExactly("yesterday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "199 Whatever \u00fc"})
    void everyInterimResponsePassesTo11DatedAndSigned(String status) {
        Response response = exchange(head("HTTP/1.1 " + status, "X: y") + Messages.ok("x"));
        assertThat(response.interim()).singleElement().satisfies(interim -> {
            assertThat(interim.startLine()).isEqualTo("HTTP/1.1 " + status);
            assertThat(interim.fieldLines().get(0)).isEqualTo("X: y");
            assertThat(interim.hasField("Date")).isTrue();
            assertThat(interim.field("Via")).isEqualTo("1.1 clearhop");
        });
        assertThat(response.text()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPFIND", "BREW", "get", "M-SEARCH", "QUERY", "!#$%&'*+.^_`|~-0"})
    void methodsThatNobodyKnowsPassWithTheirContent(String method) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.withContent(method, origin, "/", "abc"))
                            .text())
                    .isEqualTo("x");
            assertThat(origin.requests().get(0).method()).isEqualTo(method);
            assertThat(origin.requests().get(0).text()).isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void contentOfAnyMethodPassesWithItsRequest(String method) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(dated("HTTP/1.1 204 None")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            for (int i = 0; i < 2; i++) {
                client.exchange(Requests.withContent(method, origin, "/", "abc"));
                assertThat(origin.requests().get(i).text()).isEqualTo("abc");
            }
        }
    }

    @Test
    void fieldsOfARequestThatNobodyKnowsPassWithEmptyAndOpaqueValues() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            String[] lines = {
                "X-Empty:",
                "X-Opaque: \u0080\u00ff",
                "x-tab:\ta\tb",
                "Accept: ,, a",
                "Date: now",
                "If-Match: \"x\"",
                "Range: bytes=0-",
                "Referer: http://u:p@h/#f",
                "From: a@b"
            };
            client.exchange(Requests.get(origin, "/", lines));
            assertThat(origin.requests().get(0).head())
                    .isEqualTo(head(with(List.of("GET / HTTP/1.1", "Host: " + origin.authority()), lines, VIA)));
        }
    }

    @Test
    void anExpectationThatNobodyKnowsIsTheOriginsAffair() {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.respond(dated("HTTP/1.1 417 No", "Content-Length: 0")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Response response = client.exchange(Requests.get(origin, "/", "Expect: miracles=\"now, please\""));
            assertThat(response.statusCode()).isEqualTo(417);
            assertThat(response.hasField("Connection")).isFalse();
            assertThat(origin.requests().get(0).field("Expect")).isEqualTo("miracles=\"now, please\"");
        }
    }

    /** RFC 9110 section 10.1.1: a client that has got its answer before it sent the content may never send it. */
    @Test
    void anExpectationAmongOthersIsOne() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.byHand());
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            Wire wire = Forwarded.head(
                    client, origin, Requests.of("POST", origin, "/", "Expect: x, 100-Continue", "Content-Length: 3"));
            wire.send(dated("HTTP/1.1 401 Unauthorized", "Content-Length: 0"));
            assertThat(client.readResponse().field("Connection")).isEqualTo("close");
            client.awaitEnd();
            client.close();
            wire.close();
        }
    }

    /** RFC 9110 section 7.6.1: a field of a connection without its option was forwarded by mistake. */
    @Test
    void trailersAreNotWelcomeWhereConnectionDoesNotSaySo() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(Requests.get(origin, "/", "TE: trailers"));
            assertThat(origin.requests().get(0).fieldLines()).containsExactly("Host: " + origin.authority(), VIA);
        }
    }

    private static String received(String response) {
        Response received = exchange(response);
        return received.head() + received.content().raw();
    }

    private static Response exchange(String response) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respondOnceThenClose(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            return client.exchange(Requests.get(origin, "/"));
        }
    }

    private static String[] tail(String[] lines) {
        return List.of(lines).subList(1, lines.length).toArray(String[]::new);
    }

    private static String[] with(String[] lines, String last) {
        return with(List.of(), lines, last);
    }

    private static String[] with(List<String> first, String[] lines, String last) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(lines));
        all.add(last);
        return all.toArray(String[]::new);
    }
}
