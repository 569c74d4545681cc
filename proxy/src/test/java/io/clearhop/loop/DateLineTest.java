package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.AsciiString;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 section 5.6.7. */
class DateLineTest {
    private final DateLine date = new DateLine();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "784111777000; Sun, 06 Nov 1994 08:49:37 GMT",
                "784111777999; Sun, 06 Nov 1994 08:49:37 GMT",
                "0; Thu, 01 Jan 1970 00:00:00 GMT",
                "-1; Wed, 31 Dec 1969 23:59:59 GMT",
                "1709210096000; Thu, 29 Feb 2024 12:34:56 GMT"
            })
    void aDateIsWrittenAsTheRFCWritesIt(long epochMillis, String text) {
        assertThat(date.at(epochMillis).toString()).isEqualTo("Date: " + text + "\r\n");
    }

    @Test
    void itIsEncodedOnceASecond() {
        AsciiString first = date.at(784111777000L);
        assertThat((Object) date.at(784111777999L)).isSameAs(first);
        assertThat(date.at(784111778000L).toString()).contains(":38");
        // A clock that is set back is believed.
        assertThat((Object) date.at(784111777000L)).isEqualTo(first);
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new DateLine().at(0).toString()).isEqualTo("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n");
        } finally {
            Locale.setDefault(before);
        }
    }
}
