package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextTest {
    private final RequestText request = new RequestText();

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "'GET / HTTP/1.1\r\nA: b\r\n\r\n', GET / HTTP/1.1",
        "'GET /\nX', GET /",
        "'GET /\u001b', GET /\\x1b",
        "'GET', GET",
        "'GET ', 'GET '",
        "'', -"
    })
    void theRequestLineEndsWhereTheLineEnds(String head, String text) {
        assertThat(Lines.of(line -> request.line(bytes(head)).line(Escape.QUOTED, line)))
                .isEqualTo(text);
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "'GET http://o.test/ HTTP/1.1\r\nA: b\r\n\r\n', GET, http://o.test/, HTTP/1.1",
        "'CONNECT o.test:443 HTTP/1.0', CONNECT, o.test:443, HTTP/1.0",
        "'GET http://o.test/', GET, http://o.test/, ''",
        "'GET', GET, '', ''",
        "'', '', '', ''"
    })
    void theRequestLineHasThreeParts(String head, String method, String target, String protocol) {
        assertThat(Lines.of(line -> request.line(bytes(head)).method(Escape.JSON, line)))
                .isEqualTo(method);
        assertThat(Lines.of(line -> request.line(bytes(head)).target(Escape.JSON, line)))
                .isEqualTo(target);
        assertThat(Lines.of(line -> request.line(bytes(head)).protocol(Escape.JSON, line)))
                .isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource({
        "http://anna:secret@o.test/a, http://***@o.test/a",
        "http://secret@o.test, http://***@o.test",
        "http://a:secret@b:secret@o.test:1/?q=a@b, http://***@o.test:1/?q=a@b",
        "svn+ssh://anna:secret@o.test/, svn+ssh://***@o.test/",
        "anna:secret@o.test:443, ***@o.test:443",
        "secret@o.test:443, ***@o.test:443",
        "http://o.test/a@b, http://o.test/a@b",
        "http://o.test?a@b, http://o.test?a@b",
        "http://o.test#a@b, http://o.test#a@b",
        "/a@b, /a@b",
        "/://a@b, /://a@b",
        "*, *",
    })
    void whoATargetNamesIsNotShown(String target, String shown) {
        request.all(bytes("GET " + target + " HTTP/1.1\r\nReferer: " + target + "\r\n\r\n"));
        assertThat(Lines.of(line -> request.line(Escape.QUOTED, line))).isEqualTo("GET " + shown + " HTTP/1.1");
        assertThat(Lines.of(line -> request.target(Escape.QUOTED, line))).isEqualTo(shown);
        assertThat(Lines.of(line -> request.referer(Escape.QUOTED, line))).isEqualTo(shown);
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource(
            delimiter = ';',
            value = {
                "'G / HTTP/1.1\r\nUser-Agent: a\r\n\r\n'; a",
                "'G / HTTP/1.1\r\nA: b\r\nUSER-AGENT:\t a b \t\r\nUser-Agent: c\r\n\r\n'; a b",
                "'G / HTTP/1.1\r\nUser-Agent:\r\n\r\n'; ''",
                "'G / HTTP/1.1\r\nUser-Agent: \t \r\n\r\n'; ''",
                "'G / HTTP/1.1\r\nUser-Agent: a@b\r\n\r\n'; a@b",
                // Not whole, as it never should be: no reason to fail.
                "'G / HTTP/1.1\r\nUser-Agent: a'; a",
            })
    void aFieldIsFoundByItsWholeNameInAnyCase(String head, String value) {
        request.all(bytes(head));
        assertThat(Lines.of(line -> request.userAgent(Escape.QUOTED, line))).isEqualTo(value);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "G / HTTP/1.1\r\nX-User-Agent: a\r\nUser-Agents: b\r\nUser-Agen: c\r\n\r\n",
                "G user-agent:a HTTP/1.1\r\nX: user-agent: b\r\n\r\n",
                "G / HTTP/1.1\r\nUser-Agent",
                "G / HTTP/1.1\r\n",
                "G / HTTP/1.1",
                ""
            })
    void aFieldThatIsNotThereIsNotFound(String head) {
        assertThat(request.all(bytes(head)).hasUserAgent()).isFalse();
        assertThat(request.hasReferer()).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
