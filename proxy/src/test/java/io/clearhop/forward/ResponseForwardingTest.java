package io.clearhop.forward;

import static io.clearhop.forward.ForwardingRow.row;

import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.Heads;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A response head for the client hop, byte for byte: RFC 9110 section 7.6 and RFC 9112 section 6.1. */
class ResponseForwardingTest {
    private static final AsciiString DATE = AsciiString.of("Date: now\r\n");

    /** What the client hop decides besides the head itself. */
    record Hop(boolean chunked, boolean keepLength, AsciiString connection) {
        static final Hop USUAL = new Hop(false, true, OwnFields.NOTHING);
    }

    static Stream<ForwardingRow> asItIs() {
        return Stream.of(
                row("order, case, spelling, white space and repetition are kept", """
                        HTTP/1.1 200 All  right
                        date:then
                        set-COOKIE: a
                        X: \t b \s
                        Set-Cookie: c
                        Content-Length: 5
                        Empty:
                        """, """
                        HTTP/1.1 200 All  right
                        date:then
                        set-COOKIE: a
                        X: \t b \s
                        Set-Cookie: c
                        Content-Length: 5
                        Empty:
                        Via: 1.1 hop
                        """),
                row(
                        "the proxy speaks its own version and signs with the received one",
                        "HTTP/1.0 404 Not Found\nDate: then",
                        "HTTP/1.1 404 Not Found\nDate: then\nVia: 1.0 hop"),
                row("an unknown status passes", "HTTP/1.1 799 \nDate: then", "HTTP/1.1 799 \nDate: then\nVia: 1.1 hop"),
                row(
                        "a status line without a reason gets its space",
                        "HTTP/1.1 200\nDate: then",
                        "HTTP/1.1 200 \nDate: then\nVia: 1.1 hop"),
                row(
                        "a response without a date is dated",
                        "HTTP/1.1 200 OK\nA: b",
                        "HTTP/1.1 200 OK\nA: b\nDate: now\nVia: 1.1 hop",
                        "Date: now DATE_MISSING"),
                row(
                        "what Connection nominates goes, and so do the fixed hop-by-hop fields",
                        """
                        HTTP/1.1 200 OK
                        X-One: 1
                        Connection: close, x-one, Keep-Alive
                        Keep-Alive: timeout=5
                        Proxy-Connection: keep-alive
                        Upgrade: h2c
                        TE: x
                        Date: then
                        """,
                        """
                        HTTP/1.1 200 OK
                        Date: then
                        Via: 1.1 hop
                        """,
                        "X-One NOMINATED",
                        "Connection HOP_BY_HOP",
                        "Keep-Alive HOP_BY_HOP",
                        "Proxy-Connection PROXY_CONNECTION",
                        "Upgrade HOP_BY_HOP",
                        "TE HOP_BY_HOP"),
                row(
                        "a 426 says on this hop too what is required, be it HTTP",
                        "HTTP/1.1 426 Upgrade Required\nDate: then\nUpgrade: HTTP/3.0, no protocol, x\nConnection: Upgrade",
                        "HTTP/1.1 426 Upgrade Required\nDate: then\nUpgrade: HTTP/3.0, x\nConnection: Upgrade\nVia: 1.1 hop",
                        "Upgrade HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "Upgrade: HTTP/3.0, x\r\nConnection: Upgrade UPGRADE_REQUIRED"),
                row(
                        "a 426 that does not say it is passed on all the same",
                        "HTTP/1.1 426 Upgrade Required\nDate: then",
                        "HTTP/1.1 426 Upgrade Required\nDate: then\nVia: 1.1 hop"),
                row(
                        "fields that all recipients need refuse to be nominated",
                        """
                        HTTP/1.1 200 OK
                        Connection: Date, Set-Cookie, Content-Type, Cache-Control, ETag
                        Date: then
                        Set-Cookie: a
                        Content-Type: b
                        Cache-Control: c
                        ETag: d
                        """,
                        """
                        HTTP/1.1 200 OK
                        Date: then
                        Set-Cookie: a
                        Content-Type: b
                        Cache-Control: c
                        ETag: d
                        Via: 1.1 hop
                        """,
                        "Connection HOP_BY_HOP",
                        "Date PROTECTED",
                        "Set-Cookie PROTECTED",
                        "Content-Type PROTECTED",
                        "Cache-Control PROTECTED",
                        "ETag PROTECTED"),
                row(
                        "an origin has no say as a proxy",
                        "HTTP/1.1 407 X\nDate: then\nProxy-Authenticate: Basic\nProxy-Authentication-Info: x",
                        "HTTP/1.1 407 X\nDate: then\nVia: 1.1 hop",
                        "Proxy-Authenticate NEXT_PROXY_ONLY",
                        "Proxy-Authentication-Info NEXT_PROXY_ONLY"),
                row(
                        "a fold becomes a space",
                        "HTTP/1.1 200 OK\nDate: then\nX: a\n b",
                        "HTTP/1.1 200 OK\nDate: then\nX: a b\nVia: 1.1 hop"),
                row(
                        "white space before a colon goes",
                        "HTTP/1.1 200 OK\nDate \t: then\nX : a",
                        "HTTP/1.1 200 OK\nDate: then\nX: a\nVia: 1.1 hop"),
                row(
                        "a fold hides no nominated field",
                        "HTTP/1.1 200 OK\nDate: then\nConnection: X-One\n ,X-Two\nX-One: 1\nX-Two: 2",
                        "HTTP/1.1 200 OK\nDate: then\nVia: 1.1 hop",
                        "Connection HOP_BY_HOP",
                        "X-One NOMINATED",
                        "X-Two NOMINATED"),
                row(
                        "equal lengths become one",
                        "HTTP/1.1 200 OK\nDate: then\nContent-Length: 5, 5\nContent-Length: 5",
                        "HTTP/1.1 200 OK\nDate: then\nContent-Length: 5\nVia: 1.1 hop",
                        "Content-Length LENGTH_LISTED",
                        "Content-Length LENGTH_REPEATED"));
    }

    @ParameterizedTest
    @MethodSource
    void asItIs(ForwardingRow row) {
        forward(row, false, Hop.USUAL);
    }

    static Stream<ForwardingRow> chunked() {
        return Stream.of(
                row(
                        "chunked is written anew for this hop",
                        "HTTP/1.1 200 OK\nTransfer-encoding: Chunked\nDate: then\nTrailer: X",
                        "HTTP/1.1 200 OK\nDate: then\nTrailer: X\nTransfer-Encoding: chunked\nConnection: close\nVia: 1.1 hop",
                        "Transfer-encoding HOP_BY_HOP",
                        "Transfer-Encoding: chunked CHUNKED_HERE",
                        "Connection: close CONNECTION_HERE"),
                row(
                        "chunked overrides a length",
                        "HTTP/1.1 200 OK\nContent-Length: 5\nTransfer-Encoding: chunked\nDate: then",
                        "HTTP/1.1 200 OK\nDate: then\nTransfer-Encoding: chunked\nConnection: close\nVia: 1.1 hop",
                        "Content-Length LENGTH_OF_CHUNKED",
                        "Transfer-Encoding HOP_BY_HOP",
                        "Transfer-Encoding: chunked CHUNKED_HERE",
                        "Connection: close CONNECTION_HERE"),
                row(
                        "the proxy's own lines stand in their order after all others",
                        "HTTP/1.0 200 OK\nA: b",
                        "HTTP/1.1 200 OK\nA: b\nTransfer-Encoding: chunked\nDate: now\nConnection: close\nVia: 1.0 hop",
                        "Transfer-Encoding: chunked CHUNKED_HERE",
                        "Date: now DATE_MISSING",
                        "Connection: close CONNECTION_HERE"));
    }

    @ParameterizedTest
    @MethodSource
    void chunked(ForwardingRow row) {
        forward(row, false, new Hop(true, false, OwnFields.CLOSE));
    }

    static Stream<ForwardingRow> withoutLength() {
        return Stream.of(row(
                "204 never has a length",
                "HTTP/1.1 204 No Content\nContent-Length: 0\nDate: then",
                "HTTP/1.1 204 No Content\nDate: then\nConnection: keep-alive\nProxy-Connection: keep-alive\nVia: 1.1 hop",
                "Content-Length LENGTH_WITHOUT_CONTENT",
                "Connection: keep-alive\r\nProxy-Connection: keep-alive CONNECTION_HERE"));
    }

    @ParameterizedTest
    @MethodSource
    void withoutLength(ForwardingRow row) {
        forward(row, false, new Hop(false, false, OwnFields.PROXY_KEEP_ALIVE));
    }

    static Stream<ForwardingRow> fromParent() {
        return Stream.of(row(
                "a parent's word as a proxy passes",
                "HTTP/1.1 407 X\nDate: then\nProxy-Authenticate: Basic\nProxy-Authentication-Info: x",
                "HTTP/1.1 407 X\nDate: then\nProxy-Authenticate: Basic\nProxy-Authentication-Info: x\nVia: 1.1 hop",
                "Proxy-Authenticate NEXT_PROXY_ALLOWED",
                "Proxy-Authentication-Info NEXT_PROXY_ALLOWED"));
    }

    @ParameterizedTest
    @MethodSource
    void fromParent(ForwardingRow row) {
        forward(row, true, Hop.USUAL);
    }

    static Stream<ForwardingRow> interim() {
        return Stream.of(
                row(
                        "an interim response passes with its fields",
                        "HTTP/1.1 103 Early Hints\nLink: </a>\nlink:</b>",
                        "HTTP/1.1 103 Early Hints\nLink: </a>\nlink:</b>\nDate: now\nVia: 1.1 hop",
                        "Date: now DATE_MISSING"),
                row(
                        "it has no length and no connection of its own",
                        "HTTP/1.1 100 Continue\nContent-Length: 0\nConnection: close, X\nX: y",
                        "HTTP/1.1 100 Continue\nDate: now\nVia: 1.1 hop",
                        "Content-Length LENGTH_WITHOUT_CONTENT",
                        "Connection HOP_BY_HOP",
                        "X NOMINATED",
                        "Date: now DATE_MISSING"));
    }

    @ParameterizedTest
    @MethodSource
    void interim(ForwardingRow row) {
        forwardInterim(row);
    }

    static Stream<ForwardingRow> switching() {
        return Stream.of(
                row(
                        "a 101 names its protocol on this hop too, and has no framing",
                        """
                        HTTP/1.1 101 Web Socket
                        uPGRADE:WebSocket
                        Connection: upgrade, X
                        X: y
                        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                        Content-Length: 0
                        Transfer-Encoding: chunked
                        """,
                        """
                        HTTP/1.1 101 Web Socket
                        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
                        Date: now
                        Upgrade: WebSocket
                        Connection: Upgrade
                        Via: 1.1 hop
                        """,
                        "uPGRADE HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "X NOMINATED",
                        "Content-Length LENGTH_OF_CHUNKED",
                        "Transfer-Encoding HOP_BY_HOP",
                        "Date: now DATE_MISSING",
                        "Upgrade: WebSocket\r\nConnection: Upgrade UPGRADE_SWITCHED"),
                row(
                        "layers keep their order, a folded line becomes one",
                        "HTTP/1.1 101 Switching\nUpgrade: a/1,\n b\nUpgrade: c",
                        "HTTP/1.1 101 Switching\nDate: now\nUpgrade: a/1, b, c\nConnection: Upgrade\nVia: 1.1 hop",
                        "Upgrade HOP_BY_HOP",
                        "Upgrade HOP_BY_HOP",
                        "Date: now DATE_MISSING",
                        "Upgrade: a/1, b, c\r\nConnection: Upgrade UPGRADE_SWITCHED"));
    }

    @ParameterizedTest
    @MethodSource
    void switching(ForwardingRow row) {
        forwardSwitching(row);
    }

    static List<FieldDecision> forwardSwitching(ForwardingRow row) {
        Head head = Heads.response(row.lines());
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        return row.check(
                head,
                (out, decisions) ->
                        new HopAwareForwarder(new Via("hop"), false).switching(head, options, DATE, out, decisions));
    }

    static List<FieldDecision> forward(ForwardingRow row, boolean nextIsProxy, Hop hop) {
        Head head = Heads.response(row.lines());
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        return row.check(
                head,
                (out, decisions) -> new HopAwareForwarder(new Via("hop"), nextIsProxy)
                        .response(head, options, hop.chunked, hop.keepLength, hop.connection, DATE, out, decisions));
    }

    static List<FieldDecision> forwardInterim(ForwardingRow row) {
        Head head = Heads.response(row.lines());
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        return row.check(
                head,
                (out, decisions) ->
                        new HopAwareForwarder(new Via("hop"), false).interim(head, options, DATE, out, decisions));
    }
}
