package io.clearhop.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.Timeouts;
import io.clearhop.http.CloseReason;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Patience patience =
            new Patience(new LoopTimer(channel.eventLoop()), OriginTimeouts.of(Timeouts.DEFAULTS), new Deadline() {
                @Override
                protected void expired() {
                    throw new AssertionError("time stands still");
                }
            });

    @Test
    void whoTakesWhatWaitsHasTheTimeOnceMore() {
        patience.begin();
        assertThat(patience.stalled(Patience.Turn.CLIENT_TAKES, 100, true)).isNull();
        assertThat(patience.stalled(Patience.Turn.CLIENT_TAKES, 50, true)).isNull();
        assertThat(patience.stalled(Patience.Turn.CLIENT_TAKES, 50, true))
                .extracting(Patience.End::why)
                .isEqualTo(CloseReason.CLIENT_STALLED);
    }

    /** What had waited in the exchange before was another's. */
    @Test
    void anExchangeIsNotGivenMoreTimeForWhatWaitedInTheOneBefore() {
        patience.begin();
        assertThat(patience.stalled(Patience.Turn.CLIENT_TAKES, 100, true)).isNull();
        patience.begin();
        patience.moved(true);
        assertThat(patience.stalled(Patience.Turn.ORIGIN_SENDS, 0, true))
                .extracting(Patience.End::why)
                .isEqualTo(CloseReason.ORIGIN_STALLED);
    }
}
