package io.clearhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    @ParameterizedTest
    @CsvSource({"US-ASCII, UTF-8", "UTF-8, UTF-8", "ISO-8859-1, ISO-8859-1", "EUC-KR, EUC-KR"})
    void onlyAsciiThatNobodyChoseGivesWayToUtf8(String locale, String printed) {
        Charset charset = Charset.forName(locale);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, charset);

        Encoding.of(stream, charset).print("▶ 프락시");

        assertThat(bytes.toByteArray()).isEqualTo("▶ 프락시".getBytes(Charset.forName(printed)));
    }

    @ParameterizedTest
    @CsvSource({"stdout", "stderr"})
    void everyStreamHasAnEncoding(String name) {
        PrintStream stream = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

        assertThat(Encoding.of(stream, name)).isNotNull();
    }
}
