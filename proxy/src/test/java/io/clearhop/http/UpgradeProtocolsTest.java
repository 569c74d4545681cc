package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 7.8. */
class UpgradeProtocolsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "websocket; websocket",
                "WebSocket; WebSocket",
                "websocket, IRC/6.9, RTA/x11; websocket, IRC/6.9, RTA/x11",
                "' ,,a ,\tb/1,, '; a, b/1",
                "TLS/1.2, HTTP/1.1; TLS/1.2",
                "SPDY/3.1; SPDY/3.1",
                "h2c; -",
                "H2C; -",
                "h2; -",
                "h2c-14; -",
                "h2-16; -",
                "h2c/1; -",
                "HTTP; -",
                "http/2.0; -",
                "HTTP/1.1, h2c; -",
                "h2c, websocket, HTTP/3; websocket",
                "h2cx; h2cx",
                "httpx/1; httpx/1",
                "'a b'; -",
                "a/; -",
                "/1; -",
                "a/1/2; -",
                "a=1; -",
                "'\"a\"'; -",
                "''; -",
                "','; -",
            })
    void whatIsOfferedIsWhatTheClientOffersButNoOtherHttp(String upgrade, String offered) {
        assertThat(offer("GET http://o.test/ HTTP/1.1", "Connection: Upgrade", "Upgrade: " + upgrade))
                .isEqualTo(offered);
    }

    @Test
    void allLinesCount() {
        assertThat(offer("GET http://o.test/ HTTP/1.1", "Upgrade: a", "Connection: x, uPGRADE", "upgrade: h2c, b"))
                .isEqualTo("a, b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST http://o.test/ HTTP/1.1",
                "OPTIONS http://o.test/ HTTP/1.1",
                "HEAD http://o.test/ HTTP/1.1",
                "ODD http://o.test/ HTTP/1.1",
                "GET http://o.test/ HTTP/1.2"
            })
    void anyMethodMayOffer(String line) {
        assertThat(offer(line, "Connection: Upgrade", "Upgrade: a")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET http://o.test/ HTTP/1.1; A: b",
                "GET http://o.test/ HTTP/1.1; Connection: close",
                "GET http://o.test/ HTTP/1.1; Connection: Upgraded",
                "GET http://o.test/ HTTP/1.1; Proxy-Connection: Upgrade",
                "GET http://o.test/ HTTP/1.0; Connection: Upgrade",
                "CONNECT o.test:80 HTTP/1.1; Connection: Upgrade"
            })
    void nothingIsOfferedUnlessConnectionNamesItInHttp11(String line, String connection) {
        assertThat(offer(line, connection, "Upgrade: a")).isNull();
    }

    @Test
    void nothingIsOfferedWhereNothingIsNamed() {
        assertThat(offer("GET http://o.test/ HTTP/1.1", "Connection: Upgrade", "A: b"))
                .isNull();
    }

    @Test
    void nothingIsOfferedIfThePolicySaysSo() {
        Head head = Heads.get("Connection: Upgrade", "Upgrade: a");
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        assertThat(UpgradeProtocols.offered(head, options, UpgradePolicy.STRIP)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "websocket; websocket; true",
                "websocket; WEBSOCKET; true",
                "a, b; b; true",
                "a, b; b, a; true",
                "a/1; A/1; true",
                "a/x; a/X; false",
                "a/1; a/2; false",
                "a/1; a; false",
                "a; a/1; false",
                "a; a/; false",
                "a; b; false",
                "a; a, b; false",
                "a; a b; false",
                "a; ''; false",
                "a; ','; false",
                "a; aa; false",
            })
    void aSwitchIsAllowedToWhatWasOfferedAlone(String offered, String named, boolean allowed) {
        assertThat(offer(offered).allow(Heads.response("HTTP/1.1 101 Switching", "Upgrade: " + named)))
                .isEqualTo(allowed);
    }

    @Test
    void aSwitchWithoutANameIsNotAllowed() {
        assertThat(offer("a").allow(Heads.response("HTTP/1.1 101 Switching", "Connection: Upgrade")))
                .isFalse();
    }

    @Test
    void everyLineOfASwitchMustHaveBeenOffered() {
        assertThat(offer("a").allow(Heads.response("HTTP/1.1 101 Switching", "Upgrade: a", "Upgrade: b")))
                .isFalse();
    }

    @Test
    void aResponseMayNameAnyProtocol() {
        assertThat(UpgradeProtocols.named(Heads.response("HTTP/1.1 426 X", "Upgrade: HTTP/2.0, x y, h2c"))
                        .value())
                .isEqualTo("HTTP/2.0, h2c");
        assertThat(UpgradeProtocols.named(Heads.response("HTTP/1.1 426 X", "Upgrade: x y")))
                .isNull();
    }

    private static UpgradeProtocols offer(String upgrade) {
        Head head = Heads.get("Connection: Upgrade", "Upgrade: " + upgrade);
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        return UpgradeProtocols.offered(head, options, UpgradePolicy.ALLOW);
    }

    private static String offer(String line, String... fields) {
        String[] lines = new String[fields.length + 2];
        lines[0] = line;
        lines[1] = "Host: o.test";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        Head head = Heads.request(lines);
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        UpgradeProtocols offer = UpgradeProtocols.offered(head, options, UpgradePolicy.ALLOW);
        return offer == null ? null : offer.value();
    }
}
