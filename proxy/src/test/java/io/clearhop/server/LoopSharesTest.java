package io.clearhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.PoolLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each event loop has of the limits of the process, also where sums and products do not fit an int. */
class LoopSharesTest {
    @ParameterizedTest
    @CsvSource({
        // connections, per client, loops, client addresses: most connections of one loop
        "256, 0, 2, 9, 128",
        "255, 0, 2, 9, 128",
        "256, 2, 1, 9, 18",
        "256, 2, 2, 9, 9",
        "256, 2, 4, 1, 1",
        "256, 2, 4, 0, 1",
        "65535, 65535, 1, 1000000, 65535",
        "65535, 65535, 1024, 1000000, 64",
        "2147483647, 0, 2, 1, 1073741824",
        "2147483647, 2147483647, 1024, 2147483647, 2097152"
    })
    void aLoopHasItsShareOfConnections(int connections, int perClient, int loops, int addresses, int share) {
        PoolLimits limits = PoolLimits.DEFAULTS.withConnections(connections).withPerClient(perClient);
        assertThat(LoopServices.maxConnections(limits, loops, () -> addresses).getAsInt())
                .isEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource({"64, 2, 32", "0, 8, 0", "1, 8, 1", "2147483647, 1024, 2097152"})
    void andOfThoseThatRestOrWait(int whole, int loops, int share) {
        PoolLimits limits = LoopServices.share(
                PoolLimits.DEFAULTS.withIdle(whole).withWaiting(whole).withConnections(whole), loops);
        assertThat(limits.idle()).isEqualTo(share);
        assertThat(limits.waiting()).isEqualTo(share);
        assertThat(limits.connections()).isEqualTo(share);
    }
}
