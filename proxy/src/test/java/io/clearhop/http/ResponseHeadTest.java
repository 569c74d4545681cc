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

/** The grammar of a response head: RFC 9112 sections 2, 4 and 5. */
class ResponseHeadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HTTP/1.1 200 OK; 200; OK; 1",
                "HTTP/1.0 404 Not  Found; 404; Not  Found; 0",
                "HTTP/1.2 100 Continue; 100; Continue; 2",
                "'HTTP/1.1 999 '; 999; ''; 1",
                "HTTP/1.1 204; 204; ''; 1",
                "'HTTP/1.1 200  OK '; 200; ' OK '; 1",
                "'HTTP/1.1 200 \u00e9\tx'; 200; '\u00e9\tx'; 1"
            })
    void aStatusLineIsAVersionACodeAndPerhapsAReason(String line, int status, String reason, int minor) {
        Head head = Heads.response(line);
        assertThat(head.status()).isEqualTo(status);
        assertThat(Ascii.string(head.bytes(), head.reasonStart(), head.reasonEnd()))
                .isEqualTo(reason);
        assertThat(head.minorVersion()).isEqualTo(minor);
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                line("HTTP/1.1  200 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1\t200 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1 20 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1 2000 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1 2x0 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1 +20 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1 200\tOK", Malformed.STATUS_LINE),
                line("HTTP/1.1 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1", Malformed.STATUS_LINE),
                line("\r\n".repeat(16), Malformed.STATUS_LINE),
                line("x\r\nHTTP/1.1 200 OK", Malformed.STATUS_LINE),
                line("HTTP/1.1 200OK", Malformed.STATUS_LINE),
                line("ICY 200 OK", Malformed.STATUS_LINE),
                line(" HTTP/1.1 200 OK", Malformed.STATUS_LINE),
                line("<html>", Malformed.STATUS_LINE),
                line("HTTP/1.1 000 Zero", Malformed.STATUS_CODE),
                line("HTTP/1.1 099 Low", Malformed.STATUS_CODE),
                line("http/1.1 200 OK", Malformed.VERSION),
                line("HTTP/1x1 200 OK", Malformed.VERSION),
                line("HTTP/2.0 200 OK", Malformed.VERSION_NOT_SUPPORTED),
                line("HTTP/0.9 200 OK", Malformed.VERSION_NOT_SUPPORTED),
                line("HTTP/1.1 200 O\0K", Malformed.CONTROL_BYTE),
                line("HTTP/1.1 200 O\u007fK", Malformed.CONTROL_BYTE),
                line("HTTP/1.1 200 O\rK", Malformed.BARE_CR),
                arguments("HTTP/1.1 200 OK\n\n", Malformed.BARE_LF),
                field("A: b\n", Malformed.BARE_LF),
                field("A: b\rc", Malformed.BARE_CR),
                field("A: b\0c", Malformed.CONTROL_BYTE),
                field("A", Malformed.NO_COLON),
                field("A B: c", Malformed.FIELD_NAME),
                field(": c", Malformed.FIELD_NAME),
                field(" : c", Malformed.LINE_FOLDING),
                field(" A: c", Malformed.LINE_FOLDING),
                field("A: b\r\n \0", Malformed.CONTROL_BYTE));
    }

    private static Arguments line(String line, Malformed fault) {
        return arguments(line + "\r\nA: b\r\n\r\n", fault);
    }

    private static Arguments field(String line, Malformed fault) {
        return arguments("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\n", fault);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("malformedHeads")
    void whatTheGrammarDoesNotAllowIsMalformed(String text, Malformed fault) {
        HeadParser parser = new HeadParser(Kind.RESPONSE, HeadLimits.DEFAULTS);
        assertThat(parser.parse(Heads.bytes(text))).as(text).isEqualTo(Result.MALFORMED);
        assertThat(parser.fault()).as(text).isEqualTo(fault);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"\0", "\u0016\u0003", "HTTP/1.1 200 O\u007f", "HTTP/1.1 200 OK\r\nA: \u0001", "\n"})
    void garbageIsRejectedWithoutWaitingForTheEndOfItsLine(String text) {
        assertThat(new HeadParser(Kind.RESPONSE, HeadLimits.DEFAULTS).parse(Heads.bytes(text)))
                .isEqualTo(Result.MALFORMED);
    }

    /** They may be left over from a sender that ends its content with one too many (RFC 9112 section 9.2). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void emptyLinesBeforeAResponseAreConsumed(int count) {
        ByteBuf in = Heads.bytes("\r\n".repeat(count) + "HTTP/1.1 200 OK\r\n\r\n");
        HeadParser parser = new HeadParser(Kind.RESPONSE, HeadLimits.DEFAULTS);
        assertThat(parser.parse(in)).isEqualTo(Result.COMPLETE);
        assertThat(parser.head().startLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(parser.head().length()).isEqualTo(in.readableBytes());
    }

    /** RFC 9112 section 5.1: a proxy removes it from a response. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"Server : x", "Server\t : x"})
    void whiteSpaceBeforeTheColonIsNoPartOfTheName(String line) {
        Head head = Heads.response("HTTP/1.1 200 OK", line);
        assertThat(head.name(0)).isEqualTo("Server");
        assertThat(head.value(0)).isEqualTo("x");
        assertThat(HeadTest.copied(head, 0)).isEqualTo("Server: x\r\n");
    }

    /** RFC 9112 section 5.2: a proxy replaces a fold with SP before it reads or forwards the value. */
    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "'A: b\r\n c', 'b c', 'A: b c'",
        "'A: b \r\n\tc\r\n d ', 'b c d', 'A: b c d '",
        "'A: b\tc\r\n\td', 'b\tc d', 'A: b\tc d'",
        "'A:\r\n b', b, 'A: b'",
        "'A: \r\n \r\n b', b, 'A: b'",
        "'A: b\r\n ', b, 'A: b '",
        "'A:\r\n ', '', 'A: '",
        "'A :\r\n b', b, 'A: b'"
    })
    void aFoldedLineIsOneLineWithASpace(String folded, String value, String line) {
        Head head = Heads.response("HTTP/1.1 200 OK", folded, "Next: n");
        assertThat(head.fields()).isEqualTo(2);
        assertThat(head.value(0)).isEqualTo(value);
        assertThat(HeadTest.copied(head, 0)).isEqualTo(line + "\r\n");
        assertThat(HeadTest.copied(head, 1)).isEqualTo("Next: n\r\n");
    }

    @Test
    void rulesReadAFoldedValueAsIfItStoodOnOneLine() {
        Head head = Heads.response(
                "HTTP/1.1 200 OK",
                "Connection:\r\n close,\r\n\tX-One\r\n , X-Two",
                "Content-Length:\r\n 5 ,\r\n 5",
                "X-One: 1",
                "Keep-Alive: timeout=\r\n 7\r\n , max=0");
        ConnectionOptions options = new ConnectionOptions();
        options.read(head);
        assertThat(options.close()).isTrue();
        assertThat(options.isNominated(2)).isTrue();
        BodyFraming framing = new BodyFraming();
        framing.ofResponse(head, Method.GET);
        assertThat(framing.fault()).isNull();
        assertThat(framing.length()).isEqualTo(5);
        KeepAliveHint hint = new KeepAliveHint();
        hint.read(head);
        assertThat(hint.idleMillis()).isEqualTo(6000);
        assertThat(hint.isLast()).isTrue();
        framing.ofResponse(Heads.response("HTTP/1.1 200 OK", "Transfer-Encoding:\r\n chunked"), Method.GET);
        assertThat(framing.kind()).isEqualTo(BodyFraming.Kind.CHUNKED);
        assertThat(framing.fault()).isNull();
    }
}
