package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9112 section 6.3, for responses. */
class ResponseFramingTest {
    private final BodyFraming framing = new BodyFraming();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET; 200; A: b; UNTIL_CLOSE; 0",
                "GET; 200; Content-Length: 0; NONE; 0",
                "GET; 200; Content-Length: 5; LENGTH; 5",
                "GET; 200; Content-Length: 5,5; LENGTH; 5",
                "GET; 404; Transfer-Encoding: chunked; CHUNKED; 0",
                // 1: these have no content, whatever the fields say.
                "HEAD; 200; Content-Length: 5; NONE; 0",
                "HEAD; 200; Transfer-Encoding: chunked; NONE; 0",
                "HEAD; 200; A: b; NONE; 0",
                "HEAD; 404; Content-Length: 5; NONE; 0",
                "GET; 204; Content-Length: 5; NONE; 0",
                "GET; 204; Transfer-Encoding: chunked; NONE; 0",
                "GET; 304; Content-Length: 5; NONE; 0",
                "GET; 304; Transfer-Encoding: chunked; NONE; 0",
                "GET; 304; A: b; NONE; 0",
                "GET; 100; Content-Length: 5; NONE; 0",
                "GET; 103; Content-Length: x; NONE; 0",
                "GET; 204; Content-Length: x; NONE; 0",
                "GET; 205; A: b; UNTIL_CLOSE; 0",
                // 2: a tunnel has no content, a refused one has.
                "CONNECT; 200; Content-Length: 5; NONE; 0",
                "CONNECT; 299; Content-Length: x; NONE; 0",
                "CONNECT; 407; Content-Length: 5; LENGTH; 5",
                "CONNECT; 302; A: b; UNTIL_CLOSE; 0"
            })
    void theFramingFollowsTheRequestTheStatusAndTheFields(
            Method method, int status, String field, BodyFraming.Kind kind, long length) {
        framing.ofResponse(Heads.response("HTTP/1.1 " + status + " X", field), method);
        assertThat(framing.fault()).isNull();
        assertThat(framing.kind()).isEqualTo(kind);
        assertThat(framing.length()).isEqualTo(length);
        assertThat(framing.bothGiven()).isFalse();
    }

    /** 3: chunked overrides even a length that is none; the connection is not used again. */
    @ParameterizedTest
    @CsvSource({"5", "0", "x", "'5, 6'"})
    void chunkedOverridesALengthAndBothAreNoticed(String length) {
        framing.ofResponse(
                Heads.response("HTTP/1.1 200 OK", "Content-Length: " + length, "Transfer-Encoding: chunked"),
                Method.GET);
        assertThat(framing.fault()).isNull();
        assertThat(framing.kind()).isEqualTo(BodyFraming.Kind.CHUNKED);
        assertThat(framing.bothGiven()).isTrue();
    }

    @Test
    void anHTTP10OriginThatChunksIsUnderstood() {
        framing.ofResponse(Heads.response("HTTP/1.0 200 OK", "Transfer-Encoding: chunked"), Method.GET);
        assertThat(framing.kind()).isEqualTo(BodyFraming.Kind.CHUNKED);
    }

    static Stream<Arguments> malformedHeads() {
        return Stream.of(
                arguments("Content-Length: x", Malformed.LENGTH_INVALID),
                arguments("Content-Length:", Malformed.LENGTH_INVALID),
                arguments("Content-Length: 5, 6", Malformed.LENGTH_DIFFERS),
                arguments("Content-Length: 5\r\nContent-Length: 6", Malformed.LENGTH_DIFFERS),
                arguments("Transfer-Encoding: gzip, chunked", Malformed.CODING_UNKNOWN),
                arguments("Transfer-Encoding: gzip", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Transfer-Encoding:", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Transfer-Encoding: chunked, chunked", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Transfer-Encoding: chunked;x=1", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Transfer-Encoding: chunked, gzip", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Transfer-Encoding: xchunked", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Content-Length: 5\r\nTransfer-Encoding: gzip", Malformed.CODING_NOT_CHUNKED_LAST),
                arguments("Content-Length: 5,", Malformed.LENGTH_INVALID),
                arguments("Content-Length: +5", Malformed.LENGTH_INVALID),
                arguments("Content-Length: 0x5", Malformed.LENGTH_INVALID),
                arguments("Content-Length: 18446744073709551621", Malformed.LENGTH_INVALID),
                arguments("Transfer-Encoding: identity", Malformed.CODING_NOT_CHUNKED_LAST));
    }

    @ParameterizedTest
    @MethodSource("malformedHeads")
    void whatIsAmbiguousIsAFault(String fields, Malformed fault) {
        framing.ofResponse(Heads.response("HTTP/1.1 200 OK", fields), Method.GET);
        assertThat(framing.fault()).isEqualTo(fault);
    }

    /** Such a length would be passed on though it is known to be wrong (RFC 9110 section 8.6). */
    @ParameterizedTest
    @CsvSource({"HEAD, 200", "HEAD, 404", "GET, 304"})
    void aLengthThatOnlyDescribesMustBeOneAsWell(Method method, int status) {
        framing.ofResponse(Heads.response("HTTP/1.1 " + status + " X", "Content-Length: 5, 6"), method);
        assertThat(framing.fault()).isEqualTo(Malformed.LENGTH_DIFFERS);
        framing.ofResponse(Heads.response("HTTP/1.1 " + status + " X", "Content-Length: x"), method);
        assertThat(framing.fault()).isEqualTo(Malformed.LENGTH_INVALID);
    }
}
