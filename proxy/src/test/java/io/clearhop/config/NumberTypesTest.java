package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTypesTest {
    private final SizeType size = new SizeType(8000, 1 << 20);
    private final CountType count = new CountType(100, 10_000);

    @ParameterizedTest
    @CsvSource({"8000, 8000", "8k, 8192", "64K, 65536", "1m, 1048576", "1M, 1048576", "0010k, 10240"})
    void aSizeIsBytesKilobytesOrMegabytes(String text, int bytes) throws BadValue {
        assertThat(size.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"64kb", "k", "-1", "1.5k", "1g", "''", "12345678901"})
    void refusesWhatIsNoSizeAndShowsHowToWriteOne(String text) {
        assertThatThrownBy(() -> size.parse(text))
                .hasMessage("is no size; give a number of bytes, such as 4096, 64k or 1m (k = 1024), 8000 to 1m");
    }

    @ParameterizedTest
    @CsvSource({"0", "7999", "7k", "1025k", "2m", "9999999999m"})
    void refusesASizeOutOfRangeAndNamesTheRange(String text) {
        assertThatThrownBy(() -> size.parse(text)).hasMessage("is out of range; give 8000 to 1m");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "8000, 8000", "8192, 8k", "1048576, 1m", "1049600, 1025k"})
    void writesTheLargestUnitThatDivides(int bytes, String text) {
        assertThat(SizeType.text(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "10000, 10000", "0200, 200"})
    void aCountIsAWholeNumber(String text, int value) throws BadValue {
        assertThat(count.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "99, is out of range; give 100 to 10000",
        "10001, is out of range; give 100 to 10000",
        "9999999999, is out of range; give 100 to 10000",
        "1k, is no whole number; give 100 to 10000",
        "-100, is no whole number; give 100 to 10000",
        "'', is no whole number; give 100 to 10000"
    })
    void refusesOtherCounts(String text, String message) {
        assertThatThrownBy(() -> count.parse(text)).hasMessage(message);
    }
}
