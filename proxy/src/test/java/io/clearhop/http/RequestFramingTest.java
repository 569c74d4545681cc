package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9112 section 6.3, for requests. */
class RequestFramingTest {
    private final BodyFraming framing = new BodyFraming();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "A: b; NONE; 0",
                "Content-Length: 0; NONE; 0",
                "Content-Length: 5; LENGTH; 5",
                "content-length:\t 005 ; LENGTH; 5",
                "Content-Length: 999999999999999999; LENGTH; 999999999999999999",
                "Content-Length: 00000000000000000000005; LENGTH; 5",
                "Content-Length: 00000000000000000000000; NONE; 0",
                "Content-Length: 42, 42 ,42; LENGTH; 42",
                "'Content-Length: 42\r\nContent-Length: 042'; LENGTH; 42",
                "Transfer-Encoding: chunked; CHUNKED; 0",
                "TRANSFER-ENCODING:\tChunkED ; CHUNKED; 0",
                // Empty list members are ignored (RFC 9110 section 5.6.1.2).
                "Transfer-Encoding: ,chunked , ; CHUNKED; 0",
                "'Transfer-Encoding:\r\nTransfer-Encoding: chunked'; CHUNKED; 0"
            })
    void theFramingIsWhatTheFieldsSay(String field, BodyFraming.Kind kind, long length) {
        framing.ofRequest(Heads.request("POST / HTTP/1.1", field));
        assertThat(framing.fault()).isNull();
        assertThat(framing.kind()).isEqualTo(kind);
        assertThat(framing.length()).isEqualTo(length);
    }

    /** What looks like a method without content may have some. */
    @ParameterizedTest
    @CsvSource({"GET", "HEAD", "DELETE", "TRACE", "X"})
    void theMethodDoesNotMatter(String method) {
        framing.ofRequest(Heads.request(method + " / HTTP/1.1", "Content-Length: 5"));
        assertThat(framing.length()).isEqualTo(5);
        framing.ofRequest(Heads.request(method + " / HTTP/1.1"));
        assertThat(framing.kind()).isEqualTo(BodyFraming.Kind.NONE);
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                row("Content-Length:", Malformed.LENGTH_INVALID),
                row("Content-Length: -1", Malformed.LENGTH_INVALID),
                row("Content-Length: +1", Malformed.LENGTH_INVALID),
                row("Content-Length: 0x1", Malformed.LENGTH_INVALID),
                row("Content-Length: 1 1", Malformed.LENGTH_INVALID),
                row("Content-Length: 1.0", Malformed.LENGTH_INVALID),
                row("Content-Length: 1,", Malformed.LENGTH_INVALID),
                row("Content-Length: ,1", Malformed.LENGTH_INVALID),
                row("Content-Length: 1;1", Malformed.LENGTH_INVALID),
                row("Content-Length: \u00b2", Malformed.LENGTH_INVALID),
                row("Content-Length: 1000000000000000000", Malformed.LENGTH_INVALID),
                row("Content-Length: 01000000000000000000", Malformed.LENGTH_INVALID),
                row("Content-Length: 18446744073709551617", Malformed.LENGTH_INVALID),
                row("Content-Length: 9223372036854775808", Malformed.LENGTH_INVALID),
                row("Content-Length: 1e3", Malformed.LENGTH_INVALID),
                row("Content-Length: 5, ", Malformed.LENGTH_INVALID),
                row("Content-Length: 5,,5", Malformed.LENGTH_INVALID),
                row("Content-Length: \"5\"", Malformed.LENGTH_INVALID),
                row("Content-Length: 1\r\nContent-Length:", Malformed.LENGTH_INVALID),
                row("Content-Length: 1, 2", Malformed.LENGTH_DIFFERS),
                row("Content-Length: 1\r\nA: b\r\nContent-Length: 2", Malformed.LENGTH_DIFFERS),
                row("Content-Length: 5\r\nTransfer-Encoding: chunked", Malformed.LENGTH_AND_CODING),
                row("Transfer-Encoding: chunked\r\nContent-Length: 0", Malformed.LENGTH_AND_CODING),
                row("Transfer-Encoding: gzip\r\nContent-Length: 5", Malformed.LENGTH_AND_CODING),
                row("Transfer-Encoding:", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: identity", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: xchunked", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunkedx", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: \"chunked\"", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunked;q=1", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: gzip;x=chunked", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunked, gzip", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunked, chunked", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: ,", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: chunked x", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: x chunked", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: \u00a0chunked", Malformed.CODING_NOT_CHUNKED_LAST),
                row("Transfer-Encoding: gzip, chunked", Malformed.CODING_UNKNOWN),
                row("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", Malformed.CODING_UNKNOWN));
    }

    private static Arguments row(String fields, Malformed fault) {
        return arguments(fields, fault);
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("malformedHeads")
    void whatIsAmbiguousIsAFaultAndNeverAGuess(String fields, Malformed fault) {
        framing.ofRequest(Heads.request("POST / HTTP/1.1", fields));
        assertThat(framing.fault()).as(fields).isEqualTo(fault);
    }

    /** RFC 9112 section 6.1: the framing of such a message is faulty. */
    @Test
    void http10HasNoTransferCodings() {
        framing.ofRequest(Heads.request("POST / HTTP/1.0", "Transfer-Encoding: chunked"));
        assertThat(framing.fault()).isEqualTo(Malformed.CODING_IN_HTTP10);
    }

    @Test
    void nothingIsLeftOfTheHeadBefore() {
        framing.ofRequest(Heads.request("POST / HTTP/1.1", "Content-Length: x"));
        framing.ofRequest(Heads.request("POST / HTTP/1.1", "Content-Length: 5"));
        assertThat(framing.fault()).isNull();
        framing.ofRequest(Heads.request("POST / HTTP/1.1"));
        assertThat(framing.length()).isZero();
        assertThat(framing.kind()).isEqualTo(BodyFraming.Kind.NONE);
    }
}
