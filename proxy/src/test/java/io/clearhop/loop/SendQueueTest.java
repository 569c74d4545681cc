package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The more receivers take nothing, the less each may have. */
class SendQueueTest {
    private static final int KIB = 1024;

    private final Backlog backlog = new Backlog(2048 * KIB);
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel channel() {
        EmbeddedChannel channel = new EmbeddedChannel();
        SendQueue.make(channel, backlog);
        channels.add(channel);
        return channel;
    }

    /** Gives a channel as much as it takes, in pieces as large as reads may be, and returns how much that was. */
    private int fill(EmbeddedChannel channel) {
        int given = 0;
        while (SendQueue.of(channel).takesMore()) {
            int piece = backlog.allowance().read();
            channel.write(Unpooled.wrappedBuffer(new byte[piece]));
            given += piece;
        }
        return given;
    }

    @Test
    void fewReceiversGetPlentyAndManyNextToNothing() {
        for (int i = 0; i < 4; i++) {
            assertThat(fill(channel())).isEqualTo(256 * KIB);
        }
        while (backlog.held() < 2048 * KIB) {
            assertThat(fill(channel())).isEqualTo(32 * KIB);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(fill(channel())).isEqualTo(4 * KIB);
        }
        assertThat(backlog.held()).isLessThan(2500 * KIB);
    }

    @Test
    void whoTakesWhatWaitsGivesItBack() {
        EmbeddedChannel channel = channel();
        fill(channel);
        assertThat(backlog.held()).isGreaterThan(0);
        channel.flush();
        SendQueue.of(channel).writabilityChanged();
        assertThat(backlog.held()).isZero();
    }

    @Test
    void whoLeavesGivesItBackToo() {
        EmbeddedChannel channel = channel();
        fill(channel);
        channel.close();
        assertThat(backlog.held()).isZero();
    }

    @Test
    void readsAreNoLargerThanIsAllowed() {
        var handle = backlog.receiveBuffers(new EmbeddedChannel()).newHandle();
        while (backlog.held() < 2048 * KIB) {
            fill(channel());
        }
        for (int i = 0; i < 20; i++) {
            handle.reset(new EmbeddedChannel().config());
            int guess = handle.guess();
            assertThat(guess).isLessThanOrEqualTo(4 * KIB);
            handle.attemptedBytesRead(guess);
            handle.lastBytesRead(guess);
            handle.readComplete();
        }
    }
}
