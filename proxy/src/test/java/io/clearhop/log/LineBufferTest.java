package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 11, 99, 100, 12345, Integer.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void aNumberIsWrittenAsJavaWritesIt(long value) {
        assertThat(Lines.of(line -> line.number(value))).isEqualTo(Long.toString(value));
        assertThat(Lines.of(line -> line.number(-value))).isEqualTo(Long.toString(-value));
        assertThat(Lines.of(line -> line.number(-value - 1))).isEqualTo(Long.toString(-value - 1));
    }

    @Test
    void eachPowerOfTenHasItsDigits() {
        for (long power = 1; power > 0 && power <= 1_000_000_000_000_000_000L; power *= 10) {
            long exact = power;
            assertThat(Lines.of(line -> line.number(exact).ascii(' ').number(exact - 1)))
                    .isEqualTo(exact + " " + (exact - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 000", "7, 3, 007", "512, 3, 512", "1512, 3, 512", "5, 1, 5"})
    void aPaddedNumberHasItsLength(long value, int digits, String text) {
        assertThat(Lines.of(line -> line.padded(value, digits))).isEqualTo(text);
    }

    @Test
    void itGrowsAndIsUsedAgain() {
        LineBuffer line = new LineBuffer();
        byte[] long1 = "x".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1);

        line.bytes(long1, 1, 99_999).ascii("end").ascii('!');
        assertThat(line.length()).isEqualTo(100_002);
        assertThat(new String(line.toBytes(), StandardCharsets.ISO_8859_1)).isEqualTo("x".repeat(99_998) + "end!");

        line.clear();
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.ascii("a").number(1).toBytes()).containsExactly('a', '1');
    }

    @Test
    void everyWayToAppendMakesRoom() {
        for (int filled = 4096 - 24; filled <= 4096; filled++) {
            String before = "x".repeat(filled);
            assertThat(Lines.of(line -> line.ascii(before).number(Long.MIN_VALUE)))
                    .isEqualTo(before + Long.MIN_VALUE);
            assertThat(Lines.of(line -> line.ascii(before).padded(1, 3))).isEqualTo(before + "001");
            assertThat(Lines.of(line -> line.ascii(before).ascii('c'))).isEqualTo(before + 'c');
        }
    }
}
