package io.clearhop.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "'', 0", "프락시, 6", "dumb 프락시, 11", "①, 1", "─▶│, 3"})
    void hangulTakesTwoCells(String text, int cells) {
        assertThat(Cells.width(text)).isEqualTo(cells);
    }

    @ParameterizedTest
    @CsvSource({"abc, 3, abc", "abcd, 3, ab…", "프락시, 6, 프락시", "프락시, 5, 프락…", "프락시, 4, 프…"})
    void whatDoesNotFitEndsWithAnEllipsis(String text, int cells, String cut) {
        assertThat(Cells.cut(text, cells)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({
        "GET http://127.0.0.1:8080/ HTTP/1.1, 24, GET http://127… HTTP/1.1",
        "GET / HTTP/1.1, 24, GET / HTTP/1.1",
        "12345678901234, 8, 1234567…",
    })
    void aStartLineKeepsItsVersion(String text, int cells, String cut) {
        assertThat(Cells.cutWithin(text, cells, 9)).isEqualTo(cut);
    }

    @Test
    void linesBreakAtSpaces() {
        assertThat(Cells.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Cells.wrap("하나 둘 셋", 7)).containsExactly("하나 둘", "셋");
        assertThat(Cells.wrap("averylongword b", 4)).containsExactly("averylongword", "b");
    }

    @Test
    void aWideCharacterCoversWhatLiesUnderBothOfItsCells() {
        assertThat(new Row(8).fill(0, 8, '-').put(2, "가").toString()).isEqualTo("--가----");
    }
}
