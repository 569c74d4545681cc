package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "via = teacher",
                "via=teacher",
                "  via\t=  teacher  ",
                "via = teacher\r\n",
                "via = teacher # me",
                "\uFEFFvia = teacher",
                "# übrigens\n\n   # more\nvia = teacher\n#via = other"
            })
    void aLineIsKeyEqualsValue(String content) {
        Layer layer = parse(content);

        assertThat(layer.problems()).isEmpty();
        assertThat(layer.given())
                .extracting(given -> given.setting().key(), Given::text)
                .containsExactly(tuple("via", "teacher"));
    }

    @Test
    void aNumberSignInsideAValueIsNoComment() {
        assertThat(parse("via = a#b").given()).extracting(Given::text).containsExactly("a#b");
    }

    @Test
    void aRepeatableKeyMayHaveSeveralLines() {
        assertThat(parse("listen = a:1\nlisten = b:2").given())
                .extracting(Given::text)
                .containsExactly("a:1", "b:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '"',
            value = {
                "lisen = a:1 | 'lisen' is no key; did you mean listen?",
                "Connect_Timeout = 5s | 'Connect_Timeout' is no key; did you mean connect-timeout?",
                "colour = red | 'colour' is no key; clearhop config prints all keys",
                "dumb = true | 'dumb' is no key; write mode = dumb",
                "config = x | 'config' is no key; clearhop config prints all keys",
                "via | 'via' is no setting; write key = value, or # before a comment",
                "[section] | '[section]' is no setting; write key = value, or # before a comment",
                "via = | via has no value; give 1 to 64 letters, digits or !#$%&'*+-.^_`|~, or remove the line",
                "parent = # none | parent has no value; give HOST:PORT, or remove the line"
            })
    void aLineThatMakesNoSenseIsReportedWithItsNumberAndAFix(String line, String message) {
        assertThat(parse("\n" + line.strip()).problems())
                .extracting(Problem::text)
                .containsExactly("test.conf:2: " + message);
    }

    @Test
    void bytesThatAreNotUtf8AreReportedWithTheirLine() {
        byte[] latin1 = "via = a\n# übel\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ConfigFile.parse("test.conf", latin1).problems())
                .extracting(Problem::text)
                .containsExactly("test.conf:2: is not UTF-8; save the file in UTF-8");
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnceInTheOrderOfTheLines() {
        Layer layer = parse("""
                lisen = 127.0.0.1:8080
                connect-timeout = 5
                via = one
                via = two
                max-fields = 12
                nonsense
                transport = pigeon
                """);

        BadConfiguration bad = catchThrowableOfType(BadConfiguration.class, () -> ConfigReader.read(List.of(layer)));

        assertThat(bad.onCommandLine()).isFalse();
        assertThat(bad.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "test.conf:1: 'lisen' is no key; did you mean listen?",
                        "test.conf:2: connect-timeout '5' is no duration; give a whole number with its unit (ms, s, m, h or d),"
                                + " such as 250ms or 5s, 1ms to 1d",
                        "test.conf:4: via is set in line 3 already; keep one of the two",
                        "test.conf:5: max-fields '12' is out of range; give 100 to 10000",
                        "test.conf:6: 'nonsense' is no setting; write key = value, or # before a comment",
                        "test.conf:7: transport 'pigeon' is not known; give auto, epoll, kqueue or nio");
    }

    @Test
    void aHostileValueCannotForgeLinesOfTheReport() {
        Layer layer = parse("via = \u001b[31m" + "x".repeat(100));

        BadConfiguration bad = catchThrowableOfType(BadConfiguration.class, () -> ConfigReader.read(List.of(layer)));

        assertThat(bad.problems().get(0).text())
                .startsWith("test.conf:1: via '?[31mxxx")
                .contains("x...'")
                .doesNotContain("\u001b");
    }

    private static Layer parse(String content) {
        return ConfigFile.parse("test.conf", content.getBytes(StandardCharsets.UTF_8));
    }
}
