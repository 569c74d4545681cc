package io.clearhop.loop;

import static io.clearhop.loop.Deadlines.TICK_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
    /** Not a multiple of a tick. */
    private static final long START = 123_456_789L;

    private final Deadlines deadlines = new Deadlines();
    private final List<String> struck = new ArrayList<>();
    private long now = START;

    /** Delays on and around a tick, a second, and what the wheel can see ahead. */
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 10, 11, 12, 99, 100, 101, 111, 1_000, 102_299, 102_300, 102_400, 102_500, 500_000, 3_600_000
            })
    void aDeadlineStrikesNeverEarlyAndAtMostOneTickLate(long delay) {
        Recording deadline = set("a", delay);
        while (struck.isEmpty() && now < START + delay + 10 * TICK_MILLIS) {
            advance(7);
        }
        assertThat(struck).containsExactly("a");
        // Seven milliseconds are the resolution of this test.
        assertThat(now - START).isBetween(delay, delay + TICK_MILLIS + 7);
        assertThat(deadline.isSet()).isFalse();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void itStrikesOnce() {
        set("a", 500);
        advance(1_000);
        advance(1_000_000);
        assertThat(struck).containsExactly("a");
    }

    @Test
    void puttingItOffKeepsItFromStriking() {
        Recording deadline = set("a", 1_000);
        for (int i = 0; i < 20; i++) {
            advance(900);
            deadlines.set(deadline, now, 1_000);
        }
        assertThat(struck).isEmpty();
        assertThat(deadlines.size()).isEqualTo(1);
        advance(1_100);
        assertThat(struck).containsExactly("a");
    }

    @Test
    void itCanBeMovedToAnEarlierTime() {
        set("before", 60_000);
        Recording deadline = set("a", 60_000);
        set("after", 60_000);
        deadlines.set(deadline, now, 300);
        advance(400);
        assertThat(struck).containsExactly("a");
        advance(60_000);
        assertThat(struck).containsExactlyInAnyOrder("a", "before", "after");
    }

    @Test
    void aClearedDeadlineNeverStrikesAndLeavesWhenItsSlotComes() {
        Recording deadline = set("a", 1_000);
        deadline.clear();
        assertThat(deadline.isSet()).isFalse();
        assertThat(deadlines.size()).isEqualTo(1);
        advance(1_100);
        assertThat(struck).isEmpty();
        assertThat(deadlines.size()).isZero();
    }

    @Test
    void aClearedDeadlineCanBeSetAgainBeforeAndAfterItsSlotHasCome() {
        Recording deadline = set("a", 1_000);
        deadline.clear();
        deadlines.set(deadline, now, 2_000);
        advance(1_500);
        assertThat(struck).isEmpty();
        advance(600);
        assertThat(struck).containsExactly("a");
        deadlines.set(deadline, now, 1_000);
        deadline.clear();
        advance(5_000);
        deadlines.set(deadline, now, 1_000);
        advance(1_100);
        assertThat(struck).containsExactly("a", "a");
    }

    @Test
    void whatStrikesMaySetItselfAgain() {
        Recording deadline = new Recording("a");
        deadline.then = () -> deadlines.set(deadline, now, 0);
        deadlines.set(deadline, now, 0);
        advance(50);
        for (int i = 0; i < 5; i++) {
            advance(TICK_MILLIS);
        }
        assertThat(struck).hasSizeBetween(5, 6);
        assertThat(deadlines.size()).isEqualTo(1);
    }

    @Test
    void whatStrikesMayClearMoveAndSetOthersOfTheSameMoment() {
        List<Recording> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(set("d" + i, 1_000));
        }
        all.get(0).then = () -> all.get(1).clear();
        all.get(1).then = () -> all.get(0).clear();
        all.get(2).then = () -> {
            deadlines.set(all.get(3), now, 5_000);
            set("new", 0);
        };
        all.get(3).then = () -> deadlines.set(all.get(2), now, 5_000);
        advance(1_200);
        // Of each pair whichever is first decides about the other.
        assertThat(struck).hasSize(struck.contains("new") ? 4 : 3).contains("d4");
        advance(6_000);
        assertThat(struck.stream().filter(name -> name.equals("d0") || name.equals("d1")))
                .hasSize(1);
        assertThat(struck).contains("d2", "d3");
    }

    @Test
    void whatStrikesLastMaySetADeadlineAtALaterTimeThanTheTickWasFor() {
        Recording deadline = new Recording("a");
        // As if what strikes had taken long: the clock has moved, and by a whole turn of the wheel.
        deadline.then = () -> deadlines.set(deadline, now + 60_000, 42_400);
        deadlines.set(deadline, now, 1_000);
        advance(1_100);
        assertThat(struck).containsExactly("a");
        deadline.then = () -> {};
        advance(102_200);
        assertThat(struck).containsExactly("a");
        advance(300);
        assertThat(struck).containsExactly("a", "a");
    }

    @Test
    void afterALongPauseEverythingThatIsDueStrikesAtOnceAndNothingElse() {
        for (int i = 0; i < 100; i++) {
            set("d" + i, i * 10_000L);
        }
        advance(500_000);
        assertThat(struck).hasSize(51);
        assertThat(deadlines.size()).isEqualTo(49);
        advance(TICK_MILLIS);
        assertThat(struck).hasSize(51);
    }

    @Test
    void timeMayStandStill() {
        set("a", 100);
        advance(0);
        advance(0);
        assertThat(struck).isEmpty();
        advance(200);
        advance(0);
        assertThat(struck).containsExactly("a");
    }

    /** A monotonic clock has no meaning but its differences. */
    @Test
    void theClockMayBeBelowZero() {
        now = -1_234L;
        set("a", 1_000);
        advance(900);
        assertThat(struck).isEmpty();
        advance(200);
        assertThat(struck).containsExactly("a");
        set("b", 1_000);
        advance(1_100);
        assertThat(struck).containsExactly("a", "b");
    }

    @Test
    void aFailureOfOneKeepsNoOtherFromStriking() {
        for (int i = 0; i < 3; i++) {
            set("d" + i, 1_000).then = () -> {
                throw new IllegalStateException("a test wants it so");
            };
        }
        set("later", 1_500);
        advance(1_100);
        advance(500);
        assertThat(struck).containsExactlyInAnyOrder("d0", "d1", "d2", "later");
    }

    private Recording set(String name, long delay) {
        Recording deadline = new Recording(name);
        deadlines.set(deadline, now, delay);
        return deadline;
    }

    private void advance(long millis) {
        now += millis;
        deadlines.advanceTo(now);
    }

    private final class Recording extends Deadline {
        private final String name;
        private Runnable then = () -> {};

        Recording(String name) {
            this.name = name;
        }

        @Override
        protected void expired() {
            struck.add(name);
            then.run();
        }
    }
}
