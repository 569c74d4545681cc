package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MethodTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void aKnownMethodIsFound(Method method) {
        assertThat(Heads.request(method + " / HTTP/1.1").method()).isEqualTo(method);
    }

    /** RFC 9110 section 9.1: methods are case-sensitive. */
    @ParameterizedTest
    @CsvSource({"get", "Get", "GETT", "GE", "OTHER", "PROPFIND", "X"})
    void anyOtherTokenIsSomeOtherMethod(String token) {
        assertThat(Heads.request(token + " / HTTP/1.1").method()).isEqualTo(Method.OTHER);
    }

    /** RFC 9110 section 9.2.2; nothing is assumed of an unknown one. */
    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "OPTIONS, true",
        "TRACE, true",
        "PUT, true",
        "DELETE, true",
        "POST, false",
        "PATCH, false",
        "CONNECT, false",
        "OTHER, false"
    })
    void idempotentMethodsMayBeSentAgain(Method method, boolean idempotent) {
        assertThat(method.isIdempotent()).isEqualTo(idempotent);
    }
}
