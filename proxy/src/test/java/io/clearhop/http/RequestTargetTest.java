package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.http.RequestTarget.Form;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 3.2. */
class RequestTargetTest {
    private final RequestTarget target = new RequestTarget();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET http://o.test/a?b; o.test; o.test:80; /a?b",
                "GET http://o.test; o.test; o.test:80; ''",
                "GET http://o.test?q; o.test; o.test:80; ?q",
                "GET http://o.test?q/r; o.test; o.test:80; ?q/r",
                "GET HTTP://O.Test:8080/; O.Test:8080; o.test:8080; /",
                "GET http://o.test:/; o.test:; o.test:80; /",
                "GET http://o.test:000080/; o.test:000080; o.test:80; /",
                "GET http://o.test:65535/; o.test:65535; o.test:65535; /",
                "GET http://127.0.0.1/; 127.0.0.1; 127.0.0.1:80; /",
                "GET http://[::1]/; [::1]; [::1]:80; /",
                "GET http://[64:ff9b::127.0.0.1]:81/; [64:ff9b::127.0.0.1]:81; [64:ff9b::127.0.0.1]:81; /",
                "GET http://[::FFFF:1.2.3.4]/; [::FFFF:1.2.3.4]; [::ffff:1.2.3.4]:80; /",
                "GET http://[2001:DB8::1]:81/; [2001:DB8::1]:81; [2001:db8::1]:81; /",
                "GET http://a%2Db_c~d!e/; a%2Db_c~d!e; a%2db_c~d!e:80; /",
                "GET http://o.test//@:[]/; o.test; o.test:80; //@:[]/",
                "GET http://o.test/http://u@h/; o.test; o.test:80; /http://u@h/",
                "OPTIONS http://o.test:1; o.test:1; o.test:1; ''"
            })
    void absoluteFormNamesTheOrigin(String line, String authority, String origin, String path) {
        Head head = Heads.request(line + " HTTP/1.1", "Host: x");
        assertThat(target.read(head)).isNull();
        assertThat(target.form()).isEqualTo(Form.ABSOLUTE);
        assertThat(target.origin()).hasToString(origin);
        assertThat(authority(head)).isEqualTo(authority);
        assertThat(path(head)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "o.test:443; o.test:443",
                "O.test:0443; o.test:443",
                "[::1]:8443; [::1]:8443",
                "1.2.3.4:1; 1.2.3.4:1"
            })
    void authorityFormNamesHostAndPort(String authority, String origin) {
        Head head = Heads.request("CONNECT " + authority + " HTTP/1.1", "Host: x");
        assertThat(target.read(head)).isNull();
        assertThat(target.form()).isEqualTo(Form.AUTHORITY);
        assertThat(target.origin()).hasToString(origin);
        assertThat(authority(head)).isEqualTo(authority);
        assertThat(path(head)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET /, ORIGIN, /", "POST //a?b, ORIGIN, //a?b", "OPTIONS /x, ORIGIN, /x", "OPTIONS *, ASTERISK, *"})
    void originAndAsteriskFormAreForTheRecipientItself(String line, Form form, String path) {
        Head head = Heads.request(line + " HTTP/1.1", "Host: x");
        assertThat(target.read(head)).isNull();
        assertThat(target.form()).isEqualTo(form);
        assertThat(path(head)).isEqualTo(path);
        assertThatThrownBy(target::origin).isInstanceOf(IllegalStateException.class);
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                arguments("GET foo", Malformed.TARGET),
                arguments("GET o.test/", Malformed.TARGET),
                arguments("GET o.test:80", Malformed.TARGET),
                arguments("GET *", Malformed.TARGET),
                arguments("OPTIONS **", Malformed.TARGET),
                arguments("GET ?q", Malformed.TARGET),
                arguments("GET http:", Malformed.TARGET),
                arguments("GET http:/o.test/", Malformed.TARGET),
                arguments("GET http:o.test", Malformed.TARGET),
                arguments("GET urn:x", Malformed.TARGET),
                arguments("GET mailto:u@o.test", Malformed.TARGET),
                arguments("GET ://o.test/", Malformed.TARGET),
                arguments("GET 1http://o.test/", Malformed.TARGET),
                arguments("GET h_p://o.test/", Malformed.TARGET),
                arguments("GET https://o.test/", Malformed.TARGET_SCHEME),
                arguments("GET ftp://o.test/", Malformed.TARGET_SCHEME),
                arguments("GET a+b-c.9://o.test/", Malformed.TARGET_SCHEME),
                arguments("GET http://u@o.test/", Malformed.TARGET_USERINFO),
                arguments("GET http://u:p@o.test:80/", Malformed.TARGET_USERINFO),
                arguments("GET http://@o.test/", Malformed.TARGET_USERINFO),
                arguments("CONNECT u@o.test:443", Malformed.TARGET_USERINFO),
                arguments("GET http://", Malformed.TARGET_HOST),
                arguments("GET http:///x", Malformed.TARGET_HOST),
                arguments("GET http://:80/", Malformed.TARGET_HOST),
                arguments("GET http://?q", Malformed.TARGET_HOST),
                arguments("GET http://o|test/", Malformed.TARGET_HOST),
                arguments("GET http://{o.test}/", Malformed.TARGET_HOST),
                arguments("GET http://[::ffff:1.2.3]/", Malformed.TARGET_HOST),
                arguments("GET http://[1::2::3]/", Malformed.TARGET_HOST),
                arguments("GET http://[0:0:0:0:0:0:0:0:1]/", Malformed.TARGET_HOST),
                arguments("GET http://o\\test/", Malformed.TARGET_HOST),
                arguments("GET http://o%2/", Malformed.TARGET_HOST),
                arguments("GET http://o%zz/", Malformed.TARGET_HOST),
                arguments("GET http://o%/", Malformed.TARGET_HOST),
                arguments("GET http://[::1/", Malformed.TARGET_HOST),
                arguments("GET http://[]/", Malformed.TARGET_HOST),
                arguments("GET http://[o.test]/", Malformed.TARGET_HOST),
                arguments("GET http://[1.2.3.4]/", Malformed.TARGET_HOST),
                arguments("GET http://[fe80::1%25eth0]/", Malformed.TARGET_HOST),
                arguments("GET http://[fe80::1%eth0]/", Malformed.TARGET_HOST),
                arguments("GET http://[v1.a]/", Malformed.TARGET_HOST),
                arguments("GET http://[[::1]]/", Malformed.TARGET_HOST),
                arguments("GET http://o[::1]/", Malformed.TARGET_HOST),
                arguments("CONNECT :443", Malformed.TARGET_HOST),
                arguments("CONNECT /", Malformed.TARGET_HOST),
                arguments("GET http://::1/", Malformed.TARGET_HOST),
                arguments("GET http://o.test:x/", Malformed.TARGET_PORT),
                arguments("GET http://o.test:0/", Malformed.TARGET_PORT),
                arguments("GET http://o.test:65536/", Malformed.TARGET_PORT),
                arguments("GET http://o.test:99999999999999/", Malformed.TARGET_PORT),
                arguments("GET http://o.test:-1/", Malformed.TARGET_PORT),
                arguments("GET http://o.test:+1/", Malformed.TARGET_PORT),
                arguments("GET http://o.test:80:80/", Malformed.TARGET_PORT),
                arguments("GET http://[::1]80/", Malformed.TARGET_PORT),
                arguments("CONNECT o.test", Malformed.TARGET_PORT),
                arguments("CONNECT o.test:", Malformed.TARGET_PORT),
                arguments("CONNECT o.test:0", Malformed.TARGET_PORT),
                arguments("CONNECT [::1]:", Malformed.TARGET_PORT),
                arguments("CONNECT [::1]", Malformed.TARGET_PORT),
                arguments("CONNECT o.test?:443", Malformed.TARGET_HOST),
                arguments("CONNECT *", Malformed.TARGET_PORT),
                arguments("CONNECT o.test:443/", Malformed.TARGET_PORT),
                arguments("CONNECT http://o.test/", Malformed.TARGET_PORT),
                arguments("CONNECT http://o.test:443", Malformed.TARGET_PORT));
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void anythingElseIsMalformedAndNamesNoOrigin(String line, Malformed fault) {
        assertThat(target.read(Heads.request(line + " HTTP/1.1", "Host: x"))).isEqualTo(fault);
        assertThatThrownBy(target::origin).isInstanceOf(IllegalStateException.class);
    }

    static Stream<Arguments> malformedHosts() {
        return Stream.of(
                arguments("HTTP/1.1", "A: b", Malformed.HOST_MISSING),
                arguments("HTTP/1.9", "A: b", Malformed.HOST_MISSING),
                arguments("HTTP/1.1", "Host: o.test\r\nhost: o.test", Malformed.HOST_REPEATED),
                arguments("HTTP/1.0", "Host: o.test\r\nA: b\r\nHost:", Malformed.HOST_REPEATED),
                arguments("HTTP/1.1", "Host: o.test/x", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: u@o.test", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test, p.test", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test p.test", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test:x", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test:65536", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test:80:80", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: http://o.test", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test?", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o.test#", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: \u00f6.test", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: ::1", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: [::1", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: [::1]x", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: [fe80::1%eth0]", Malformed.HOST_INVALID),
                arguments("HTTP/1.1", "Host: o%zz", Malformed.HOST_INVALID),
                arguments("HTTP/1.0", "Host: o.test/x", Malformed.HOST_INVALID));
    }

    @ParameterizedTest
    @MethodSource("malformedHosts")
    void hostIsGivenOnceAndIsAHost(String version, String fields, Malformed fault) {
        for (String line : new String[] {"GET http://o.test/", "GET /", "CONNECT o.test:443", "OPTIONS *"}) {
            assertThat(target.read(Heads.request(line + " " + version, fields)))
                    .as(line)
                    .isEqualTo(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: o.test",
                "Host: O.TEST:80",
                "Host:",
                "Host: [::1]:80",
                "host: a_b",
                "Host: o.test:",
                "Host: p.test"
            })
    void hostNeedNotRepeatTheTarget(String host) {
        assertThat(target.read(Heads.request("GET http://o.test/ HTTP/1.1", host)))
                .isNull();
        assertThat(target.origin()).hasToString("o.test:80");
    }

    @Test
    void HTTP10NeedsNoHost() {
        assertThat(target.read(Heads.request("GET http://o.test/ HTTP/1.0"))).isNull();
    }

    /** One object serves all requests of a connection: what one left must not show in the next. */
    @Test
    void nothingIsLeftOfTheTargetBefore() {
        Head absolute = Heads.get();
        for (Head next : new Head[] {
            Heads.request("GET / HTTP/1.1", "Host: o.test"),
            Heads.request("OPTIONS * HTTP/1.1", "Host: o.test"),
            Heads.request("GET http://o.test/ HTTP/1.1"),
            Heads.request("GET http://o.test:x/ HTTP/1.1", "Host: o.test"),
            Heads.request("GET foo HTTP/1.1", "Host: o.test"),
            Heads.request("CONNECT o.test HTTP/1.1", "Host: o.test")
        }) {
            assertThat(target.read(absolute)).isNull();
            target.read(next);
            assertThatThrownBy(target::origin).as(next.startLine()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theSameAuthorityGivesTheSameOriginAndAnotherOneAnother() {
        target.read(Heads.get());
        Origin first = target.origin();
        target.read(Heads.request("GET / HTTP/1.1", "Host: o.test"));
        target.read(Heads.request("POST http://o.test/other HTTP/1.1", "Host: o.test"));
        assertThat(target.origin()).isSameAs(first);
        for (String other : new String[] {"o.tesu", "p.test", "o.test:81", "o.tes", "o.test.", "[::1]"}) {
            target.read(Heads.request("GET http://" + other + "/ HTTP/1.1", "Host: o.test"));
            assertThat(target.origin().toString()).startsWith(other);
            target.read(Heads.get());
            assertThat(target.origin()).isEqualTo(first);
        }
        // In authority form a port is a must, so what was read in absolute form must not answer.
        target.read(Heads.request("GET http://o.test:443/ HTTP/1.1", "Host: o.test"));
        target.read(Heads.request("CONNECT o.test:443 HTTP/1.1", "Host: o.test"));
        assertThat(target.form()).isEqualTo(Form.AUTHORITY);
        assertThat(target.origin()).hasToString("o.test:443");
    }

    private String authority(Head head) {
        return Ascii.string(head.bytes(), target.authorityStart(), target.authorityEnd());
    }

    private String path(Head head) {
        return Ascii.string(head.bytes(), target.pathStart(), target.pathEnd());
    }
}
