package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.Origin;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the format, no line shows what opens a door. */
class SecretsInLogsTest {
    private static final String HEAD = "GET http://anna:secret@o.test/ HTTP/1.1\r\n"
            + "Host: o.test\r\n"
            + "Authorization: Basic secret\r\n"
            + "Proxy-Authorization: Bearer secret\r\n"
            + "Cookie: id=secret\r\n"
            + "Referer: http://anna:secret@p.test/\r\n"
            + "\r\n";

    static Stream<AccessFormat> formats() {
        return Stream.of(
                new HopFormat(ZoneOffset.UTC),
                new CombinedFormat(ZoneOffset.UTC),
                new JsonFormat(),
                new SquidFormat(new Origin("parent.test", 3128)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void noSecretIsWritten(AccessFormat format) {
        assertThat(Summaries.usual().request(HEAD).as(format))
                .contains("http://***@o.test/")
                .doesNotContain("secret");
    }
}
