package io.clearhop.wire;

import static io.clearhop.lab.Messages.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.lab.ScriptedOrigin;
import io.clearhop.lab.Scripts;
import org.junit.jupiter.api.Test;

/** RFC 9110 section 7.6.1, both directions: what is meant for a hop ends there, all else passes byte for byte. */
class HopByHopFieldsTest {
    @Test
    void ofARequestTheFixedAndTheNominatedFieldsGo() {
        assertThat(requestForwarded(
                        "Connection: close, X-First ,,x-second",
                        "X-First: 1",
                        "Accept: */*",
                        "X-SECOND: 2",
                        "X-Second: 3",
                        "Keep-Alive: 300",
                        "Proxy-Connection: Keep-Alive, X-Third",
                        "X-Third: 4",
                        "TE: gzip",
                        "Upgrade: websocket",
                        "Proxy-Authorization: Basic eDp5",
                        "Proxy-Authenticate: Basic",
                        "Connection: X-Fourth",
                        "X-Fourth: 5",
                        "X-Stays:6"))
                .containsExactly("Accept: */*", "X-Third: 4", "X-Stays:6", "Via: 1.1 clearhop");
    }

    @Test
    void ofARequestProtectedFieldsRefuseToBeNominated() {
        String[] fields = {
            "Connection: Authorization, Cookie, Host, X-Forwarded-For, X-Real-Ip, Cache-Control, Range, Via, Content-Type",
            "Authorization: Basic eDp5",
            "Cookie: a=b",
            "X-Forwarded-For: 192.0.2.1",
            "X-Real-IP: 192.0.2.1",
            "Cache-Control: no-cache",
            "Range: bytes=0-1",
            "Via: 1.1 other",
            "Content-Type: text/plain"
        };
        assertThat(requestForwarded(fields))
                .containsExactly(
                        fields[1],
                        fields[2],
                        fields[3],
                        fields[4],
                        fields[5],
                        fields[6],
                        fields[7],
                        fields[8],
                        "Via: 1.1 clearhop");
    }

    @Test
    void aNominatedContentLengthStillFramesTheRequest() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.exchange(
                    Requests.of("POST", origin, "/", "Connection: Content-Length", "Content-Length: 3") + "abc");
            assertThat(origin.requests().get(0).text()).isEqualTo("abc");
            client.exchange(
                    Requests.of("POST", origin, "/", "Connection: Transfer-Encoding", "Transfer-Encoding: chunked")
                            + Messages.chunk("abc")
                            + Messages.LAST_CHUNK);
            assertThat(origin.requests().get(1).text()).isEqualTo("abc");
        }
    }

    @Test
    void teTrailersIsSaidAnewForTheNextHop() {
        assertThat(requestForwarded("TE: trailers", "Connection: TE"))
                .containsExactly("TE: trailers", "Connection: TE", "Via: 1.1 clearhop");
    }

    @Test
    void orderCaseAndSpellingOfWhatPassesAreKept() {
        String[] fields = {
            "x-b: 2", "X-A:1", "X-a:   1  ", "X-Empty:", "x-obs: \u00e4\u00ff", "X-Tab:\ta\tb", "!#$%&'*+-.^_`|~09: ok"
        };
        assertThat(requestForwarded(fields))
                .containsExactly(
                        fields[0],
                        fields[1],
                        fields[2],
                        fields[3],
                        fields[4],
                        fields[5],
                        fields[6],
                        "Via: 1.1 clearhop");
    }

    private static java.util.List<String> requestForwarded(String... fields) {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/", fields)).statusCode())
                    .isEqualTo(200);
            var lines = origin.requests().get(0).fieldLines();
            assertThat(lines.get(0)).isEqualTo("Host: " + origin.authority());
            return lines.subList(1, lines.size());
        }
    }

    @Test
    void ofAResponseTheFixedAndTheNominatedFieldsGo() {
        assertThat(responseForwarded(
                        "Connection: X-First ,,x-second",
                        "X-First: 1",
                        "Server: o",
                        "X-SECOND: 2",
                        "X-Second: 3",
                        "Keep-Alive: timeout=9",
                        "Proxy-Connection: Keep-Alive",
                        "TE: gzip",
                        "Upgrade: h2c",
                        "Proxy-Authenticate: Basic",
                        "Proxy-Authentication-Info: x",
                        "Connection: X-Fourth",
                        "X-Fourth: 5",
                        "x-Stays:6",
                        "Content-Length: 1"))
                .isEqualTo(Requests.dated(
                        "HTTP/1.1 200 OK", "Server: o", "x-Stays:6", "Content-Length: 1", "Via: 1.1 clearhop"));
    }

    @Test
    void ofAResponseProtectedFieldsRefuseToBeNominated() {
        assertThat(responseForwarded(
                        "Connection: Set-Cookie, Date, Content-Length, Content-Type, ETag, Location",
                        "Set-Cookie: a=b",
                        "Set-Cookie: c=d",
                        "ETag: \"1\"",
                        "Location: /",
                        "Content-Type: text/plain",
                        "Content-Length: 1"))
                .isEqualTo(Requests.dated(
                        "HTTP/1.1 200 OK",
                        "Set-Cookie: a=b",
                        "Set-Cookie: c=d",
                        "ETag: \"1\"",
                        "Location: /",
                        "Content-Type: text/plain",
                        "Content-Length: 1",
                        "Via: 1.1 clearhop"));
    }

    private static String responseForwarded(String... fields) {
        try (ScriptedOrigin origin =
                        ScriptedOrigin.start(Scripts.respond(Requests.dated("HTTP/1.1 200 OK", fields) + "x"));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            return client.exchange(Requests.get(origin, "/")).head();
        }
    }

    @Test
    void interimResponsesAreFilteredAsWell() {
        String interim = head("HTTP/1.1 103 Early Hints", "Connection: X-Hop", "X-Hop: 1", "Link: </a>", "Date: now");
        try (ScriptedOrigin origin = ScriptedOrigin.start(Scripts.respond(interim + Messages.ok("x")));
                ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            assertThat(client.exchange(Requests.get(origin, "/")).interim())
                    .singleElement()
                    .extracting(io.clearhop.lab.Response::head)
                    .isEqualTo(head("HTTP/1.1 103 Early Hints", "Link: </a>", "Date: now", "Via: 1.1 clearhop"));
        }
    }

    @Test
    void towardsAParentProxyItsOwnFieldsPass() {
        String response = Requests.dated(
                "HTTP/1.1 407 Proxy Authentication Required", "Proxy-Authenticate: Basic", "Content-Length: 0");
        try (ScriptedOrigin parent = ScriptedOrigin.start(Scripts.respond(response));
                ProxyUnderTest proxy = ProxyUnderTest.smart(Parents.at(parent));
                ScriptedClient client = proxy.client()) {
            String request = head(
                    "GET http://origin.test/a HTTP/1.1",
                    "Host: origin.test",
                    "Proxy-Authorization: Basic eDp5",
                    "Proxy-Connection: keep-alive");
            assertThat(client.exchange(request).field("Proxy-Authenticate")).isEqualTo("Basic");
            assertThat(parent.requests().get(0).head())
                    .isEqualTo(head(
                            "GET http://origin.test/a HTTP/1.1",
                            "Host: origin.test",
                            "Proxy-Authorization: Basic eDp5",
                            "Via: 1.1 clearhop"));
        }
    }
}
