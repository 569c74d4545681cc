package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a peer sends breaks out of its place in a line, ends the line or reaches a terminal as a command. */
class LogTextTest {
    @Test
    void onlyPrintableASCIIGetsThroughAndNoTwoTextsLookAlike() {
        for (char c = 0; c < 0x300; c++) {
            String text = "a" + c + "b";
            boolean plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
            String expected = plain
                    ? String.valueOf(c)
                    : c == '"' || c == '\\' ? "\\" + c : String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c);
            assertThat(Lines.of(line -> LogText.escape(text, line))).isEqualTo("a" + expected + "b");
        }
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "'GET / HTTP/1.1\r\nA: b\r\n\r\n', GET / HTTP/1.1",
        "'GET /\nX', GET /",
        "'GET /\u001b', GET /\\x1b",
        "'', -"
    })
    void theRequestLineEndsWhereTheLineEnds(String head, String text) {
        assertThat(Lines.of(line -> LogText.requestLine(bytes(head), line))).isEqualTo(text);
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource(
            delimiter = ';',
            value = {
                "'G / HTTP/1.1\r\nUser-Agent: a\r\n\r\n'; a",
                "'G / HTTP/1.1\r\nA: b\r\nUSER-AGENT:\t a b \t\r\nUser-Agent: c\r\n\r\n'; a b",
                "'G / HTTP/1.1\r\nUser-Agent:\r\n\r\n'; ''",
                "'G / HTTP/1.1\r\nX-User-Agent: a\r\nUser-Agents: b\r\nUser-Agen: c\r\n\r\n'; -",
                "'G user-agent:a HTTP/1.1\r\nX: user-agent: b\r\n\r\n'; -",
                // Not whole, as it never should be: no reason to fail.
                "'G / HTTP/1.1\r\nUser-Agent: a'; a",
                "'G / HTTP/1.1\r\nUser-Agent'; -",
                "'G / HTTP/1.1\r\n'; -",
                "''; -"
            })
    void aFieldIsFoundByItsWholeNameInAnyCase(String head, String value) {
        assertThat(Lines.of(line -> LogText.field(bytes(head), "user-agent", line)))
                .isEqualTo(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
