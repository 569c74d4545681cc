package io.clearhop.forward;

import static io.clearhop.forward.ForwardingRow.row;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request offers to switch to, made again on the origin hop: RFC 9110 section 7.8. */
class UpgradeForwardingTest {
    static Stream<ForwardingRow> offers() {
        return Stream.of(
                row(
                        "an offer is made again on the other hop",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nUpgrade: websocket\nConnection: keep-alive, upgrade\nSec-WebSocket-Version: 13",
                        "GET / HTTP/1.1\nHost: o.test\nSec-WebSocket-Version: 13\nUpgrade: websocket\nConnection: Upgrade\nVia: 1.1 hop",
                        "Upgrade HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "Upgrade: websocket\r\nConnection: Upgrade UPGRADE_OFFERED"),
                row(
                        "an offer that Connection does not name ends here",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nUpgrade: websocket\nProxy-Connection: upgrade",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Upgrade HOP_BY_HOP",
                        "Proxy-Connection PROXY_CONNECTION"),
                row(
                        "an offer of HTTP/2 alone ends here, with its settings",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nUpgrade: h2c\nConnection: Upgrade, HTTP2-Settings\nHTTP2-Settings: AAMAAABk",
                        "GET / HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Upgrade HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "HTTP2-Settings NOMINATED"),
                row(
                        "one line says that trailers are welcome and what is offered",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nTE: trailers\nUpgrade: a/1, HTTP/2.0\nUpgrade: b\nConnection: TE, Upgrade",
                        "GET / HTTP/1.1\nHost: o.test\nTE: trailers\nUpgrade: a/1, b\nConnection: TE, Upgrade\nVia: 1.1 hop",
                        "TE HOP_BY_HOP",
                        "Upgrade HOP_BY_HOP",
                        "Upgrade HOP_BY_HOP",
                        "Connection HOP_BY_HOP",
                        "TE: trailers TRAILERS_WELCOME",
                        "Upgrade: a/1, b\r\nConnection: TE, Upgrade UPGRADE_OFFERED"));
    }

    @ParameterizedTest
    @MethodSource
    void offers(ForwardingRow row) {
        RequestForwardingTest.forward(row, false);
    }
}
