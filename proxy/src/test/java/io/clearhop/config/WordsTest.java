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
    void the_nearest_word_is_the_one_that_was_meant(String typed, String meant) {
        assertThat(Words.nearest(typed, List.of("mode", "listen", "connect-timeout")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"home", "port", "timeout", "x"})
    void a_word_that_is_far_from_all_is_not_guessed(String typed) {
        assertThat(Words.nearest(typed, List.of("mode", "listen", "connect-timeout")))
                .isEmpty();
    }

    @Test
    void lists_are_joined_as_in_a_sentence() {
        assertThat(Words.or(List.of("a"))).isEqualTo("a");
        assertThat(Words.or(List.of("a", "b"))).isEqualTo("a or b");
        assertThat(Words.or(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }

    @Test
    void lines_break_at_spaces() {
        assertThat(Words.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Words.wrap("incomprehensible", 7)).containsExactly("incomprehensible");
    }
}
