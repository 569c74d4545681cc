package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.clearhop.http.HeadParser.Kind;
import io.clearhop.http.HeadParser.Result;
import io.netty.buffer.ByteBuf;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of a request head: RFC 9112 sections 2, 3 and 5. */
class RequestHeadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET / HTTP/1.1; GET; /; 1",
                "GET http://o.test/a?b=c HTTP/1.0; GET; http://o.test/a?b=c; 0",
                "OPTIONS * HTTP/1.1; OPTIONS; *; 1",
                "CONNECT o.test:443 HTTP/1.1; CONNECT; o.test:443; 1",
                "PROPFIND /x HTTP/1.1; OTHER; /x; 1",
                "get / HTTP/1.1; OTHER; /; 1",
                "!#$%&*+-.^_`|~09azAZ / HTTP/1.1; OTHER; /; 1",
                // What browsers leave as it is, although RFC 3986 does not allow it.
                "GET /a|b{c}[d]^`\\%%z HTTP/1.1; GET; /a|b{c}[d]^`\\%%z; 1"
            })
    void aRequestLineIsAMethodATargetAndAVersion(String line, Method method, String target, int minor) {
        Head head = Heads.request(line);
        assertThat(head.method()).isEqualTo(method);
        assertThat(head.target()).isEqualTo(target);
        assertThat(head.minorVersion()).isEqualTo(minor);
        assertThat(head.isHttp10()).isEqualTo(minor == 0);
        assertThat(head.startLine()).isEqualTo(line);
        assertThat(head.startLineEnd()).isEqualTo(line.length());
        assertThat(Heads.request(line, "A: b", "C: d").startLineEnd()).isEqualTo(line.length());
        assertThat(Ascii.string(head.bytes(), 0, head.methodEnd())).isEqualTo(line.substring(0, line.indexOf(' ')));
    }

    /** RFC 9110 section 2.5. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/1.9"})
    void aHigherMinorVersionIsKeptAndProcessedAs11(String version) {
        Head head = Heads.request("GET / " + version);
        assertThat(head.minorVersion()).isEqualTo(version.charAt(7) - '0');
        assertThat(head.isHttp10()).isFalse();
    }

    @Test
    void fieldsAreFoundInTheirOrderAndSpellingWithoutTheWhiteSpaceAroundValues() {
        Head head = Heads.request("GET / HTTP/1.1", "hOsT:o.test", "X-One: \t a b\tc \t ", "Empty:", "X-one:\t2");
        assertThat(head.fields()).isEqualTo(4);
        assertThat(head.row(0)).isEqualTo(Field.HOST);
        assertThat(head.row(1)).isNull();
        assertThat(head.name(0)).isEqualTo("hOsT");
        assertThat(head.name(3)).isEqualTo("X-one");
        assertThat(head.value(0)).isEqualTo("o.test");
        assertThat(head.value(1)).isEqualTo("a b\tc");
        assertThat(head.value(2)).isEmpty();
        assertThat(head.value(3)).isEqualTo("2");
    }

    /** RFC 9110 section 5.5: obs-text is opaque. */
    @Test
    void aValueMayHoldBytesFrom80ToFf() {
        assertThat(Heads.request("GET / HTTP/1.1", "X: \u0080\u00ff").value(0)).isEqualTo("\u0080\u00ff");
    }

    @Test
    void bytesAfterTheHeadAreNotLookedAt() {
        ByteBuf in = Heads.bytes("GET / HTTP/1.1\r\n\r\n\0\n\r ");
        HeadParser parser = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS);
        assertThat(parser.parse(in)).isEqualTo(Result.COMPLETE);
        assertThat(parser.head().length()).isEqualTo(18);
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void aParserIsUsedAgainForTheNextHead() {
        ByteBuf in = Heads.bytes("POST /1 HTTP/1.0\r\nA: 1\r\nB: 2\r\n\r\nGET /2 HTTP/1.1\r\nC: 3\r\n\r\n");
        HeadParser parser = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS);
        parser.parse(in);
        in.skipBytes(parser.head().length());
        parser.reset();
        assertThat(parser.hasBegun()).isFalse();
        assertThat(parser.parse(in)).isEqualTo(Result.COMPLETE);
        assertThat(parser.head().startLine()).isEqualTo("GET /2 HTTP/1.1");
        assertThat(parser.head().fields()).isEqualTo(1);
        assertThat(parser.head().name(0)).isEqualTo("C");
        assertThat(parser.head().isHttp10()).isFalse();
    }

    /** RFC 9112 section 2.2. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(ints = {1, 3, 16})
    void emptyLinesBeforeARequestAreConsumed(int count) {
        String emptyLines = "\r\n".repeat(count);
        ByteBuf in = Heads.bytes(emptyLines + "GET / HTTP/1.1\r\n\r\n");
        HeadParser parser = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS);
        assertThat(parser.parse(in)).isEqualTo(Result.COMPLETE);
        assertThat(in.readerIndex()).isEqualTo(emptyLines.length());
        assertThat(parser.head().startLine()).isEqualTo("GET / HTTP/1.1");
    }

    @Test
    void emptyLinesWithoutEndAreNoRequest() {
        assertThat(Heads.parsed(Kind.REQUEST, "\r\n".repeat(17)).fault()).isEqualTo(Malformed.REQUEST_LINE);
        HeadParser parser = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS);
        for (int i = 0; i < 16; i++) {
            assertThat(parser.parse(Heads.bytes("\r\n"))).isEqualTo(Result.INCOMPLETE);
        }
        assertThat(parser.parse(Heads.bytes("\r\n"))).isEqualTo(Result.MALFORMED);
    }

    @Test
    void emptyLinesAloneAreNoBeginningOfARequest() {
        assertThat(Heads.parsed(Kind.REQUEST, "\r\n\r\n\r").hasBegun()).isFalse();
        assertThat(Heads.parsed(Kind.REQUEST, "\r\nG").hasBegun()).isTrue();
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                // RFC 9112 section 3: a token, one SP, no white space or fragment in the target, one SP.
                line("GET  / HTTP/1.1", Malformed.REQUEST_LINE),
                line("GET /  HTTP/1.1", Malformed.REQUEST_LINE),
                line("GET / HTTP/1.1 ", Malformed.REQUEST_LINE),
                line("GET /a b HTTP/1.1", Malformed.REQUEST_LINE),
                line(" GET / HTTP/1.1", Malformed.REQUEST_LINE),
                line("GET\t/ HTTP/1.1", Malformed.REQUEST_LINE),
                line("GET /\tHTTP/1.1", Malformed.REQUEST_LINE),
                line("GET /\u00a0HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET /\u00e9 HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET /\u00c3\u00a9 HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET /#a HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET #a HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET /?q=\"a\" HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET /<a HTTP/1.1", Malformed.TARGET_BYTE),
                line("GET /a> HTTP/1.1", Malformed.TARGET_BYTE),
                line("G(T / HTTP/1.1", Malformed.REQUEST_LINE),
                line("G\u00cbT / HTTP/1.1", Malformed.REQUEST_LINE),
                line("GET: / HTTP/1.1", Malformed.REQUEST_LINE),
                line("/ HTTP/1.1", Malformed.REQUEST_LINE),
                line("GET", Malformed.REQUEST_LINE),
                line("GET ", Malformed.REQUEST_LINE),
                line("GET /", Malformed.REQUEST_LINE),
                line("SSH-2.0-OpenSSH_9.2", Malformed.REQUEST_LINE),
                // RFC 9112 section 2.3: case counts, one digit each.
                line("GET / ", Malformed.VERSION),
                line("GET / http/1.1", Malformed.VERSION),
                line("GET / HTTP/1.10", Malformed.VERSION),
                line("GET / HTTP/01.1", Malformed.VERSION),
                line("GET / HTTP/1,1", Malformed.VERSION),
                line("GET / HTTP/1.", Malformed.VERSION),
                line("GET / HTTP/1", Malformed.VERSION),
                line("GET / HTTP/+.1", Malformed.VERSION),
                line("GET / HTTPS/1.1", Malformed.VERSION),
                line("GET / ICY", Malformed.VERSION),
                line("GET / HTTP/0.9", Malformed.VERSION_NOT_SUPPORTED),
                line("GET / HTTP/2.0", Malformed.VERSION_NOT_SUPPORTED),
                line("PRI * HTTP/2.0", Malformed.VERSION_NOT_SUPPORTED),
                line("GET / HTTP/9.9", Malformed.VERSION_NOT_SUPPORTED),
                // RFC 9112 section 2.2: line ends.
                arguments("GET / HTTP/1.1\n\n", Malformed.BARE_LF),
                arguments("\nGET / HTTP/1.1\r\n\r\n", Malformed.BARE_LF),
                arguments("GET / HTTP/1.1\r\nA: b\n\r\n", Malformed.BARE_LF),
                arguments("GET / HTTP/1.1\r\nA: b\r\n\n", Malformed.BARE_LF),
                arguments("GET / HTTP/1.1\r\n\n", Malformed.BARE_LF),
                arguments("GET / HTTP/1.1\rA: b\r\n\r\n", Malformed.BARE_CR),
                arguments("GET /\r HTTP/1.1\r\n\r\n", Malformed.BARE_CR),
                arguments("\rGET / HTTP/1.1\r\n\r\n", Malformed.BARE_CR),
                arguments("GET / HTTP/1.1\r\nA: b\rC: d\r\n\r\n", Malformed.BARE_CR),
                arguments("GET / HTTP/1.1\r\nA\r: b\r\n\r\n", Malformed.BARE_CR),
                arguments("GET / HTTP/1.1\r\r\n\r\n", Malformed.BARE_CR),
                arguments("GET / HTTP/1.1\r\nA: b\r\r\n\r\n", Malformed.BARE_CR),
                arguments("GET / HTTP/1.1\r\nA: b\r\n\rX", Malformed.BARE_CR),
                // RFC 9110 section 5.5.
                field("A: b\0c", Malformed.CONTROL_BYTE),
                field("A: b\u001b[2J", Malformed.CONTROL_BYTE),
                field("A: b\u007f", Malformed.CONTROL_BYTE),
                field("A\0: b", Malformed.CONTROL_BYTE),
                field("\0", Malformed.CONTROL_BYTE),
                line("GET /\0 HTTP/1.1", Malformed.CONTROL_BYTE),
                line("GET\u000b/ HTTP/1.1", Malformed.CONTROL_BYTE),
                line("GET /\fHTTP/1.1", Malformed.CONTROL_BYTE),
                line("\0\0\0\0", Malformed.REQUEST_LINE),
                line("\u0080\u0081\u0082", Malformed.REQUEST_LINE),
                arguments("\u0016\u0003\u0001\u0002\0\u0001\0\u0001", Malformed.TLS),
                arguments("\u0016\u0003\u0001\u0002\r\n\r\n", Malformed.TLS),
                // RFC 9110 section 5.1 and RFC 9112 section 5.
                field(": b", Malformed.FIELD_NAME),
                field("A B: c", Malformed.FIELD_NAME),
                field("A(: c", Malformed.FIELD_NAME),
                field("\u00e9: c", Malformed.FIELD_NAME),
                field("\"A\": c", Malformed.FIELD_NAME),
                field("A", Malformed.NO_COLON),
                field("A b", Malformed.NO_COLON),
                field("A=b", Malformed.NO_COLON),
                // RFC 9112 section 5.1.
                field("A : b", Malformed.SPACE_BEFORE_COLON),
                field("A\t: b", Malformed.SPACE_BEFORE_COLON),
                field("Transfer-Encoding : chunked", Malformed.SPACE_BEFORE_COLON),
                // RFC 9112 section 5.2, and section 2.2 for white space before the first field.
                field("A: b\r\n c", Malformed.LINE_FOLDING),
                field("A: b\r\n\tc", Malformed.LINE_FOLDING),
                field("A: b\r\n \r\nC: d", Malformed.LINE_FOLDING),
                arguments("GET / HTTP/1.1\r\n A: b\r\n\r\n", Malformed.LINE_FOLDING),
                arguments("GET / HTTP/1.1\r\n \r\n\r\n", Malformed.LINE_FOLDING));
    }

    private static Arguments line(String line, Malformed fault) {
        return arguments(line + "\r\nHost: o.test\r\n\r\n", fault);
    }

    private static Arguments field(String line, Malformed fault) {
        return arguments("GET / HTTP/1.1\r\nHost: o.test\r\n" + line + "\r\n\r\n", fault);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("malformedHeads")
    void whatTheGrammarDoesNotAllowIsMalformed(String text, Malformed fault) {
        HeadParser parser = new HeadParser(Kind.REQUEST, HeadLimits.DEFAULTS);
        assertThat(parser.parse(Heads.bytes(text))).as(text).isEqualTo(Result.MALFORMED);
        assertThat(parser.fault()).as(text).isEqualTo(fault);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @CsvSource({
        "'\0', REQUEST_LINE",
        "'\u0080', REQUEST_LINE",
        "' ', REQUEST_LINE",
        "'{', REQUEST_LINE",
        "'\u0016', TLS",
        "'\u0016\u0003\u0001', TLS",
        "'GET /\0', CONTROL_BYTE",
        "'GET / HTTP/1.1\r\nA: \0', CONTROL_BYTE",
        "'GET / HTTP/1.1\rA', BARE_CR"
    })
    void garbageIsRejectedWithoutWaitingForTheEndOfItsLine(String text, Malformed fault) {
        HeadParser parser = Heads.parsed(Kind.REQUEST, text);
        assertThat(parser.fault()).isEqualTo(fault);
    }
}
