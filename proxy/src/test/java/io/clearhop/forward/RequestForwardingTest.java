package io.clearhop.forward;

import static io.clearhop.forward.ForwardingRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.BodyFraming;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.Heads;
import io.clearhop.http.RequestTarget;
import io.clearhop.http.UpgradePolicy;
import io.clearhop.http.UpgradeProtocols;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request head for the origin hop, byte for byte: RFC 9110 section 7.6 and RFC 9112 section 3.2. */
class RequestForwardingTest {
    static Stream<ForwardingRow> toOrigin() {
        return Stream.of(targets(), hosts(), hopByHop(), endToEnd(), traces(), framing())
                .flatMap(rows -> rows);
    }

    private static Stream<ForwardingRow> targets() {
        return Stream.of(
                row(
                        "the origin gets the path alone",
                        "GET http://o.test/a?b=c HTTP/1.1\nHost: o.test",
                        "GET /a?b=c HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "no path is /",
                        "GET http://o.test HTTP/1.1\nHost: o.test",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "a query alone gets a /",
                        "GET http://o.test?q HTTP/1.1\nHost: o.test",
                        "GET /?q HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "OPTIONS without a path is about the origin itself",
                        "OPTIONS http://o.test HTTP/1.1\nHost: o.test",
                        "OPTIONS * HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "OPTIONS with a path is about that",
                        "OPTIONS http://o.test/ HTTP/1.1\nHost: o.test",
                        "OPTIONS / HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "OPTIONS with a query alone has a path",
                        "OPTIONS http://o.test?q HTTP/1.1\nHost: o.test",
                        "OPTIONS /?q HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "an unknown method passes",
                        "M-SEARCH http://o.test/ HTTP/1.1\nHost: o.test",
                        "M-SEARCH / HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "the method's case is kept",
                        "get http://o.test/ HTTP/1.1\nHost: o.test",
                        "get / HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "the proxy speaks its own version and signs with the received one",
                        "GET http://o.test/ HTTP/1.0\nHost: o.test",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.0 hop"),
                row(
                        "a version that the proxy does not know is named as it was received",
                        "GET http://o.test/ HTTP/1.7\nHost: o.test",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.7 hop"),
                row(
                        "the bytes of the target are not touched",
                        "GET http://o.test/%7Ea/../b//c|{}%zz HTTP/1.1\nHost: o.test",
                        "GET /%7Ea/../b//c|{}%zz HTTP/1.1\nHost: o.test\nVia: 1.1 hop"));
    }

    private static Stream<ForwardingRow> hosts() {
        return Stream.of(
                row(
                        "a Host that agrees passes as it is",
                        "GET http://o.test:80/ HTTP/1.1\nhOST:o.test:80 ",
                        "GET / HTTP/1.1\nhOST:o.test:80 \nVia: 1.1 hop"),
                row(
                        "the target decides about Host",
                        "GET http://o.test:8080/ HTTP/1.1\nA: b\nHost: evil.test\nC: d",
                        "GET / HTTP/1.1\nA: b\nHost: o.test:8080\nC: d\nVia: 1.1 hop",
                        "Host HOST_OF_TARGET"),
                row(
                        "an empty Host is replaced",
                        "GET http://o.test/ HTTP/1.1\nHost:",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Host HOST_OF_TARGET"),
                row(
                        "a missing Host comes first",
                        "GET http://[::1]:81/ HTTP/1.0\nA: b",
                        "GET / HTTP/1.1\nHost: [::1]:81\nA: b\nVia: 1.0 hop",
                        "Host: HOST_MISSING"),
                row(
                        "a nominated Host is protected",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nConnection: Host",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Host PROTECTED",
                        "Connection HOP_BY_HOP"),
                row(
                        "a nominated Host is replaced if it does not agree",
                        "GET http://o.test/ HTTP/1.1\nHost: x\nConnection: Host",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Host HOST_OF_TARGET",
                        "Connection HOP_BY_HOP"));
    }

    private static Stream<ForwardingRow> hopByHop() {
        return Stream.of(
                row(
                        "what Connection nominates goes, before and after it, in any case and every line",
                        """
                        GET http://o.test/ HTTP/1.1
                        Host: o.test
                        x-one: 1
                        Connection: X-One, x-TWO
                        X-One: 2
                        X-Three: 3
                        Connection: close, X-Four
                        X-Two: 4
                        X-Four: 5
                        """,
                        """
                        GET / HTTP/1.1
                        Host: o.test
                        X-Three: 3
                        Via: 1.1 hop
                        """,
                        "x-one NOMINATED",
                        "Connection HOP_BY_HOP",
                        "X-One NOMINATED",
                        "Connection HOP_BY_HOP",
                        "X-Two NOMINATED",
                        "X-Four NOMINATED"),
                row(
                        "the fixed hop-by-hop fields go even if nobody nominates them",
                        """
                        GET http://o.test/ HTTP/1.1
                        Host: o.test
                        Keep-Alive: timeout=5
                        TE: gzip
                        Upgrade: websocket
                        Connection: keep-alive
                        """,
                        """
                        GET / HTTP/1.1
                        Host: o.test
                        Via: 1.1 hop
                        """,
                        "Keep-Alive HOP_BY_HOP",
                        "TE HOP_BY_HOP",
                        "Upgrade HOP_BY_HOP",
                        "Connection HOP_BY_HOP"),
                row(
                        "Proxy-Connection is consumed and nominates nothing, Connection does",
                        """
                        GET http://o.test/ HTTP/1.1
                        Proxy-Connection: Keep-Alive, X-One
                        X-One: 1
                        Connection: X-Two
                        X-Two: 2
                        Host: o.test
                        """,
                        """
                        GET / HTTP/1.1
                        X-One: 1
                        Host: o.test
                        Via: 1.1 hop
                        """,
                        "Proxy-Connection PROXY_CONNECTION",
                        "Connection HOP_BY_HOP",
                        "X-Two NOMINATED"),
                row(
                        "fields that all recipients need refuse to be nominated",
                        """
                        POST http://o.test/ HTTP/1.1
                        Host: o.test
                        Connection: Authorization, Cookie, Cache-Control, Content-Type, Content-Length, X-Forwarded-For, Via, Expect
                        Authorization: a
                        Cookie: b
                        Cache-Control: c
                        Content-Type: d
                        Content-Length: 5
                        X-Forwarded-For: e
                        Via: 1.1 before
                        Expect: 100-continue
                        """,
                        """
                        POST / HTTP/1.1
                        Host: o.test
                        Authorization: a
                        Cookie: b
                        Cache-Control: c
                        Content-Type: d
                        Content-Length: 5
                        X-Forwarded-For: e
                        Via: 1.1 before
                        Expect: 100-continue
                        Via: 1.1 hop
                        """,
                        "Connection HOP_BY_HOP",
                        "Authorization PROTECTED",
                        "Cookie PROTECTED",
                        "Cache-Control PROTECTED",
                        "Content-Type PROTECTED",
                        "Content-Length PROTECTED",
                        "X-Forwarded-For PROTECTED",
                        "Via PROTECTED",
                        "Expect PROTECTED"),
                row(
                        "credentials for a proxy never reach an origin",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nProxy-Authorization: Basic x",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Proxy-Authorization NEXT_PROXY_ONLY"),
                row(
                        "a client that takes trailers is believed",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nTE: gzip;q=0.5, Trailers\nConnection: TE",
                        "GET / HTTP/1.1\nHost: o.test\nTE: trailers\nConnection: TE\nVia: 1.1 hop",
                        "TE HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "TE: trailers\r\nConnection: TE TRAILERS_WELCOME"),
                row(
                        "a TE that Connection does not name came by mistake",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nTE: trailers",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "TE HOP_BY_HOP"),
                row(
                        "a client of HTTP/1.0 takes no trailers",
                        "GET http://o.test/ HTTP/1.0\nHost: o.test\nTE: trailers\nConnection: TE",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.0 hop",
                        "TE HOP_BY_HOP",
                        "Connection HOP_BY_HOP"));
    }

    private static Stream<ForwardingRow> endToEnd() {
        return Stream.of(
                row("order, case, spelling, white space and repetition are kept", """
                        GET http://o.test/ HTTP/1.1
                        X-b:1
                        host: o.test
                        x-A: \t two  words \s
                        X-B:\t2
                        Empty:
                        User-agent: \u00fc
                        """, """
                        GET / HTTP/1.1
                        X-b:1
                        host: o.test
                        x-A: \t two  words \s
                        X-B:\t2
                        Empty:
                        User-agent: \u00fc
                        Via: 1.1 hop
                        """),
                row(
                        "Via is appended after the ones that are there",
                        "GET http://o.test/ HTTP/1.1\nVia: 1.0 a\nHost: o.test\nVia: 1.1 b, 1.1 c",
                        "GET / HTTP/1.1\nVia: 1.0 a\nHost: o.test\nVia: 1.1 b, 1.1 c\nVia: 1.1 hop"),
                row(
                        "an expectation passes",
                        "PUT http://o.test/ HTTP/1.1\nHost: o.test\nExpect: 100-continue\nContent-Length: 1",
                        "PUT / HTTP/1.1\nHost: o.test\nExpect: 100-continue\nContent-Length: 1\nVia: 1.1 hop"),
                row(
                        "an expectation in HTTP/1.0 is ignored",
                        "PUT http://o.test/ HTTP/1.0\nHost: o.test\nExpect: 100-continue\nContent-Length: 1",
                        "PUT / HTTP/1.1\nHost: o.test\nContent-Length: 1\nVia: 1.0 hop",
                        "Expect EXPECT_OF_HTTP10"));
    }

    private static Stream<ForwardingRow> traces() {
        return Stream.of(
                row(
                        "the hops that are left become one less",
                        "TRACE http://o.test/ HTTP/1.1\nHost: o.test\nmax-FORWARDS: 010\nX: y",
                        "TRACE / HTTP/1.1\nHost: o.test\nMax-Forwards: 9\nX: y\nVia: 1.1 hop",
                        "max-FORWARDS MAX_FORWARDS_COUNTED"),
                row(
                        "more hops than can be counted become the most that can",
                        "OPTIONS http://o.test HTTP/1.1\nHost: o.test\nMax-Forwards: 99999999999999999999",
                        "OPTIONS * HTTP/1.1\nHost: o.test\nMax-Forwards: 2147483646\nVia: 1.1 hop",
                        "Max-Forwards MAX_FORWARDS_COUNTED"),
                row(
                        "the hops of other methods are not counted",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nMax-Forwards: 3",
                        "GET / HTTP/1.1\nHost: o.test\nMax-Forwards: 3\nVia: 1.1 hop"),
                row(
                        "credentials do not go where they would be shown",
                        "TRACE http://o.test/ HTTP/1.1\nHost: o.test\nAuthorization: a\nCookie: b\nX: c",
                        "TRACE / HTTP/1.1\nHost: o.test\nX: c\nVia: 1.1 hop",
                        "Authorization TRACE_SENSITIVE",
                        "Cookie TRACE_SENSITIVE"),
                row(
                        "other methods keep them",
                        "OPTIONS http://o.test/ HTTP/1.1\nHost: o.test\nAuthorization: a\nCookie: b",
                        "OPTIONS / HTTP/1.1\nHost: o.test\nAuthorization: a\nCookie: b\nVia: 1.1 hop"));
    }

    private static Stream<ForwardingRow> framing() {
        return Stream.of(
                row(
                        "a length passes as it is spelled",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\ncontent-LENGTH:\t7 ",
                        "POST / HTTP/1.1\nHost: o.test\ncontent-LENGTH:\t7 \nVia: 1.1 hop"),
                row(
                        "a repeated length becomes one",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\nContent-Length: 5\nA: b\nContent-Length: 5",
                        "POST / HTTP/1.1\nHost: o.test\nContent-Length: 5\nA: b\nVia: 1.1 hop",
                        "Content-Length LENGTH_REPEATED"),
                row(
                        "a list of equal lengths becomes one",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\ncontent-length: 5 ,5,  5",
                        "POST / HTTP/1.1\nHost: o.test\nContent-Length: 5\nVia: 1.1 hop",
                        "content-length LENGTH_LISTED"),
                row(
                        "needless zeros of a length go",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\nContent-Length: 0010",
                        "POST / HTTP/1.1\nHost: o.test\nContent-Length: 10\nVia: 1.1 hop",
                        "Content-Length LENGTH_LISTED"),
                row(
                        "and a length of zeros is one zero",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\nContent-Length: 00, 000",
                        "POST / HTTP/1.1\nHost: o.test\nContent-Length: 0\nVia: 1.1 hop",
                        "Content-Length LENGTH_LISTED"),
                row(
                        "chunked is written anew for this hop",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\nTransfer-encoding:  CHUNKED\nTrailer: X",
                        "POST / HTTP/1.1\nHost: o.test\nTrailer: X\nTransfer-Encoding: chunked\nVia: 1.1 hop",
                        "Transfer-encoding HOP_BY_HOP",
                        "Transfer-Encoding: chunked CHUNKED_HERE"),
                row(
                        "a nominated coding is written all the same",
                        "POST http://o.test/ HTTP/1.1\nHost: o.test\nTransfer-Encoding: chunked\nConnection: Transfer-Encoding",
                        "POST / HTTP/1.1\nHost: o.test\nTransfer-Encoding: chunked\nVia: 1.1 hop",
                        "Transfer-Encoding HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "Transfer-Encoding: chunked CHUNKED_HERE"));
    }

    @ParameterizedTest
    @MethodSource
    void toOrigin(ForwardingRow row) {
        forward(row, false);
    }

    static List<FieldDecision> forward(ForwardingRow row, boolean nextIsProxy) {
        return forward(row, new HopAwareForwarder(new Via("hop"), nextIsProxy));
    }

    static List<FieldDecision> forward(ForwardingRow row, HopAwareForwarder forwarder) {
        Head head = Heads.request(row.lines());
        RequestTarget target = new RequestTarget();
        assertThat(target.read(head)).isNull();
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        BodyFraming framing = new BodyFraming();
        framing.ofRequest(head);
        assertThat(framing.fault()).isNull();
        UpgradeProtocols offer = UpgradeProtocols.offered(head, options, UpgradePolicy.ALLOW);
        return row.check(
                head, (out, decisions) -> forwarder.request(head, target, options, framing, offer, out, decisions));
    }
}
