package io.clearhop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that a peer sends breaks out of its place in a line, ends the line or reaches a terminal as a command. */
class EscapeTest {
    @ParameterizedTest
    @EnumSource
    void whateverComesOnlyPrintableAsciiIsWritten(Escape escape) {
        for (char c = 0; c < 0x300; c++) {
            String text = "a" + c + "b";
            assertThat(Lines.of(line -> escape.append(text, line))).matches("a[ -~]+b");
        }
        for (int b = 0; b < 0x100; b++) {
            byte[] text = {'a', (byte) b, 'b'};
            assertThat(Lines.of(line -> escape.append(text, 0, 3, line))).matches("a[ -~]+b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void plainTextPassesAsItIs(Escape escape) {
        String plain = "!#$%&'()*+,-./0123456789:;<=>?@AZ[]^_`az{|}~";
        assertThat(Lines.of(line -> escape.append(plain, line))).isEqualTo(plain);
        assertThat(Lines.of(line -> escape.append(plain.getBytes(StandardCharsets.ISO_8859_1), 1, 4, line)))
                .isEqualTo("#$%");
    }

    /** The character's number in hexadecimal, and what each makes of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {
                "22 \\\" \\\" \\\" %22",
                "5c \\\\ \\\\ \\\\ %5c",
                "0a \\x0a \\x0a \\u000a %0a",
                "0d \\x0d \\x0d \\u000d %0d",
                "1b \\x1b \\x1b \\u001b %1b",
                "7f \\x7f \\x7f \\u007f %7f",
                "85 \\x85 \\x85 \\u0085 %85",
                "fc \\xfc \\xfc \\u00fc %fc",
                "2028 \\u2028 \\u2028 \\u2028 %e2%80%a8",
            })
    void unusualCharactersAreSpelledOut(String hex, String quoted, String word, String json, String percent) {
        String c = String.valueOf((char) Integer.parseInt(hex, 16));
        assertThat(Lines.of(line -> Escape.QUOTED.append(c, line))).isEqualTo(quoted);
        assertThat(Lines.of(line -> Escape.WORD.append(c, line))).isEqualTo(word);
        assertThat(Lines.of(line -> Escape.JSON.append(c, line))).isEqualTo(json);
        assertThat(Lines.of(line -> Escape.PERCENT.append(c, line))).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"QUOTED, ' '", "JSON, ' '", "WORD, \\x20", "PERCENT, %20"})
    void aWordHasNoSpaces(Escape escape, String space) {
        assertThat(Lines.of(line -> escape.append(" ", line))).isEqualTo(space);
    }
}
