package io.clearhop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Malformed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients read who are not helped. */
class LocalResponsesTest {
    private final LocalResponses responses = new LocalResponses("test", "realm");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BARE_LF | This request is malformed: | The fault is the client's",
                "CONTENT_CUT | This request is malformed: | send it whole",
                "LENGTH_REQUIRED | This request cannot be sent on as it is: | Send it with Content-Length",
                "REQUEST_LINE_TOO_LONG | This request is valid as far as it was read, but too large: | --max-request-line",
                "HEAD_TOO_LARGE | This request is valid as far as it was read, but too large: | --max-head-size",
                "TOO_MANY_FIELDS | This request is valid as far as it was read, but too large: | --max-fields",
                "TARGET_SCHEME | This request asks for something that this proxy does not do: | CONNECT",
                "CODING_UNKNOWN | This request asks for something that this proxy does not do: | chunked alone",
                "METHOD_TOO_LONG | This request asks for something that this proxy does not do: | method",
                "VERSION_NOT_SUPPORTED | This request is written in a version of HTTP that | Send it in HTTP/1.1."
            })
    void aPageSaysWhatHappenedAndWhatToDo(Malformed fault, String opening, String remedy) {
        assertThat(responses.malformed(fault).body()).contains(opening).contains(remedy);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsMalformedIsCalledSo(Malformed fault) {
        LocalResponse page = responses.malformed(fault);
        assertThat(page.body().contains("is malformed")).isEqualTo(fault.status() == 400);
        assertThat(page.body()).contains(fault.sentence()).contains("Nothing of it was forwarded");
        assertThat(responses.malformedLate(fault).body())
                .contains("forwarded already")
                .doesNotContain("Nothing");
    }
}
