package io.clearhop.lab.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CongestionWindowTest {
    private static final long ROUND_TRIP = 100;

    @Test
    void whatFitsLeavesAtOnceAndTheRestWaitsForAnAcknowledgement() {
        CongestionWindow window = new CongestionWindow(20, ROUND_TRIP);
        assertThat(sent(window, 10, 0)).isZero();
        assertThat(sent(window, 10, 5)).isEqualTo(5);
        assertThat(sent(window, 10, 6)).isEqualTo(ROUND_TRIP);
    }

    @Test
    void eachFlightIsTwiceAsLargeAsTheOneBefore() {
        CongestionWindow window = new CongestionWindow(20, ROUND_TRIP);
        int[] flights = new int[4];
        long now = 0;
        for (int i = 0; i < 30; i++) {
            now = sent(window, 10, now);
            flights[(int) (now / ROUND_TRIP)]++;
        }
        assertThat(flights).containsExactly(2, 4, 8, 16);
    }

    @Test
    void aWindowWithoutBoundsAdmitsEverything() {
        CongestionWindow window = new CongestionWindow(Long.MAX_VALUE, ROUND_TRIP);
        assertThat(sent(window, 1_000_000, 0)).isZero();
        assertThat(sent(window, 1_000_000, 500)).isEqualTo(500);
    }

    private static long sent(CongestionWindow window, int bytes, long now) {
        long at = window.admits(bytes, now);
        window.sent(bytes, at);
        return at;
    }
}
