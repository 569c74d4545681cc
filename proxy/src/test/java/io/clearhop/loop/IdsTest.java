package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void oneLoopCountsFrom1() {
        Ids ids = new Ids(0, 1);
        assertThat(new long[] {ids.next(), ids.next(), ids.next()}).containsExactly(1, 2, 3);
    }

    @Test
    void numbersBeginAfterThoseThatOthersHave() {
        Ids ids = new Ids(1000, 1, 2);
        assertThat(new long[] {ids.next(), ids.next()}).containsExactly(1002, 1004);
    }

    @Test
    void loopsThatCountForThemselvesNeverGiveTheSameNumber() {
        Set<Long> given = new HashSet<>();
        for (int loop = 0; loop < 3; loop++) {
            Ids ids = new Ids(loop, 3);
            for (int i = 0; i < 100; i++) {
                assertThat(given.add(ids.next())).isTrue();
            }
        }
        assertThat(given).hasSize(300).contains(1L, 300L);
    }
}
