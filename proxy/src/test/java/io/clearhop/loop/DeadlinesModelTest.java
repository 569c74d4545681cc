package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel beside the simplest thing that could be right: a list of times that is looked through. */
class DeadlinesModelTest {
    private static final int DEADLINES = 40;
    private static final int OPERATIONS = 10_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Deadlines wheel = new Deadlines();
    private final Modelled[] deadlines = new Modelled[DEADLINES];
    private Random random = new Random();
    private long now = 1_000_003;
    private boolean ending;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomOperationsStrikeWhenTheModelSays(long seed) {
        random = new Random(seed);
        for (int i = 0; i < DEADLINES; i++) {
            deadlines[i] = new Modelled();
        }
        for (int i = 0; i < OPERATIONS; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> any().set();
                case 3 -> any().clearBoth();
                case 4 -> advance(random.nextInt(200_000));
                default -> advance(random.nextInt(300));
            }
        }
        ending = true;
        advance(2_000_000);
        assertThat(wheel.size()).isZero();
    }

    private void advance(long millis) {
        now += millis;
        wheel.advanceTo(now);
        long lastTick = Math.floorDiv(now, Deadlines.TICK_MILLIS) * Deadlines.TICK_MILLIS;
        for (Modelled deadline : deadlines) {
            assertThat(deadline.isSet()).isEqualTo(deadline.due != NEVER);
            // What was set at this very moment waits for the next tick; all else that was due then has struck.
            boolean overdue = deadline.due <= lastTick && deadline.setAt < lastTick;
            assertThat(overdue).as("due at %s, now %s", deadline.due, now).isFalse();
        }
    }

    private Modelled any() {
        return deadlines[random.nextInt(DEADLINES)];
    }

    private final class Modelled extends Deadline {
        private long due = NEVER;
        private long setAt;

        void set() {
            long delay = random.nextInt(4) == 0 ? random.nextInt(1_000_000) : random.nextInt(2_000);
            due = now + delay;
            setAt = now;
            wheel.set(this, now, delay);
        }

        void clearBoth() {
            due = NEVER;
            clear();
        }

        @Override
        protected void expired() {
            assertThat(due).as("strikes at %s", now).isLessThanOrEqualTo(now);
            due = NEVER;
            switch (ending ? -1 : random.nextInt(4)) {
                case 0 -> set();
                case 1 -> any().set();
                case 2 -> any().clearBoth();
                default -> {}
            }
        }
    }
}
