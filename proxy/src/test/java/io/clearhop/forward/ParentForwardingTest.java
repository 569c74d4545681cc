package io.clearhop.forward;

import static io.clearhop.forward.ForwardingRow.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request head for a parent proxy, byte for byte: RFC 9112 section 3.2.2 and RFC 9110 section 11.7. */
class ParentForwardingTest {
    static Stream<ForwardingRow> toParent() {
        return Stream.of(
                row(
                        "a parent gets the absolute form",
                        "GET http://o.test?q HTTP/1.0\nHost: x",
                        "GET http://o.test/?q HTTP/1.1\nHost: o.test\nVia: 1.0 hop",
                        "Host HOST_OF_TARGET"),
                row(
                        "the last proxy makes the asterisk, not this one",
                        "OPTIONS http://o.test HTTP/1.1\nHost: o.test",
                        "OPTIONS http://o.test HTTP/1.1\nHost: o.test\nVia: 1.1 hop"),
                row(
                        "CONNECT keeps its authority",
                        "CONNECT o.test:443 HTTP/1.1\nHost: o.test:443\nProxy-Connection: keep-alive",
                        "CONNECT o.test:443 HTTP/1.1\nHost: o.test:443\nVia: 1.1 hop",
                        "Proxy-Connection PROXY_CONNECTION"),
                row(
                        "a parent gets the credentials for a proxy",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nProxy-Authorization: Basic x",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nProxy-Authorization: Basic x\nVia: 1.1 hop",
                        "Proxy-Authorization NEXT_PROXY_ALLOWED"),
                row(
                        "unless they are meant for this proxy alone",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nConnection: Proxy-Authorization\nProxy-Authorization: Basic x",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nVia: 1.1 hop",
                        "Connection HOP_BY_HOP",
                        "Proxy-Authorization NOMINATED"));
    }

    static Stream<ForwardingRow> toParentWithCredentials() {
        return Stream.of(
                row(
                        "the proxy authenticates itself",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test",
                        "GET http://o.test/ HTTP/1.1\nHost: o.test\nProxy-Authorization: Basic own\nVia: 1.1 hop",
                        "Proxy-Authorization: (hidden) CREDENTIALS_HERE"),
                row(
                        "the client's credentials give way, whatever Connection says",
                        "CONNECT o.test:443 HTTP/1.1\nHost: o.test:443\nConnection: Proxy-Authorization\n"
                                + "Proxy-Authorization: Basic x",
                        "CONNECT o.test:443 HTTP/1.1\nHost: o.test:443\nProxy-Authorization: Basic own\nVia: 1.1 hop",
                        "Connection HOP_BY_HOP",
                        "Proxy-Authorization CREDENTIALS_REPLACED",
                        "Proxy-Authorization: (hidden) CREDENTIALS_HERE"));
    }

    @ParameterizedTest
    @MethodSource
    void toParentWithCredentials(ForwardingRow row) {
        forwardWithCredentials(row);
    }

    @ParameterizedTest
    @MethodSource
    void toParent(ForwardingRow row) {
        RequestForwardingTest.forward(row, true);
    }

    static Stream<ForwardingRow> consumingCredentials() {
        return Stream.of(row(
                "credentials that this proxy asked for go no further, though the next one is a proxy too",
                "GET http://o.test/ HTTP/1.1\nHost: o.test\nProxy-Authorization: Basic x\nAuthorization: Basic y",
                "GET http://o.test/ HTTP/1.1\nHost: o.test\nAuthorization: Basic y\nVia: 1.1 hop",
                "Proxy-Authorization CREDENTIALS_CONSUMED"));
    }

    @ParameterizedTest
    @MethodSource
    void consumingCredentials(ForwardingRow row) {
        RequestForwardingTest.forward(row, HopAwareForwarder.toParent(new Via("hop"), true, ""));
    }

    static List<FieldDecision> forwardWithCredentials(ForwardingRow row) {
        return RequestForwardingTest.forward(row, HopAwareForwarder.toParent(new Via("hop"), false, "Basic own"));
    }
}
