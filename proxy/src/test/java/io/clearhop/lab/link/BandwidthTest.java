package io.clearhop.lab.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BandwidthTest {
    private static final long MILLI = 1_000_000;

    private final Bandwidth hundredBytesAMilli = new Bandwidth(100_000, 0);

    @Test
    void aPieceLeavesWhenThoseBeforeItHave() {
        assertThat(hundredBytesAMilli.leaves(1_000, 0)).isEqualTo(10 * MILLI);
        assertThat(hundredBytesAMilli.leaves(500, MILLI)).isEqualTo(15 * MILLI);
    }

    @Test
    void anIdleLinkSavesNothingButWhatALateSenderMissed() {
        assertThat(hundredBytesAMilli.leaves(1_000, 1_000 * MILLI)).isEqualTo(1_005 * MILLI);
    }

    @Test
    void nothingLeavesInThePast() {
        assertThat(hundredBytesAMilli.leaves(100, 50 * MILLI)).isEqualTo(50 * MILLI);
    }

    @Test
    void aLinkWithoutBoundsSendsAtOnce() {
        assertThat(new Bandwidth(Long.MAX_VALUE, 0).leaves(1_000_000, 7)).isEqualTo(7);
    }
}
