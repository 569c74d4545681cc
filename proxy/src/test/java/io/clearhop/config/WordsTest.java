package io.clearhop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "lisen, listen",
        "litsen, listen",
        "connect-timout, connect-timeout",
        "mdoe, mode",
        "conect-timeouts, connect-timeout"
    })
    void theNearestWordIsTheOneThatWasMeant(String typed, String meant) {
        assertThat(Words.nearest(typed, List.of("mode", "listen", "connect-timeout")))
                .contains(meant);
    }

    @Test
    void aWordWithItsPartsInAnotherOrderIsTheOneThatWasMeant() {
        assertThat(Words.nearest("hang-dumb", List.of("dumb-hang-later", "dumb-hang")))
                .contains("dumb-hang");
        assertThat(Words.nearest("dumb-dumb", List.of("dumb-hang-dumb"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"home", "port", "timeout", "x"})
    void aWordThatIsFarFromAllIsNotGuessed(String typed) {
        assertThat(Words.nearest(typed, List.of("mode", "listen", "connect-timeout")))
                .isEmpty();
    }

    @Test
    void listsAreJoinedAsInASentence() {
        assertThat(Words.or(List.of("a"))).isEqualTo("a");
        assertThat(Words.or(List.of("a", "b"))).isEqualTo("a or b");
        assertThat(Words.or(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }

    @Test
    void linesBreakAtSpaces() {
        assertThat(Words.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Words.wrap("incomprehensible", 7)).containsExactly("incomprehensible");
    }
}
