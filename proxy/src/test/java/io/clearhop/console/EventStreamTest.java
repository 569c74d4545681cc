package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final int LARGE = 10_000_000;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventStream stream = new EventStream(channel, -1);

    @AutoClose("finishAndReleaseAll")
    private final EmbeddedChannel closing = channel;

    private String read() {
        HttpContent content = channel.readOutbound();
        try {
            return content == null ? "" : content.content().toString(StandardCharsets.UTF_8);
        } finally {
            if (content != null) {
                content.release();
            }
        }
    }

    private static EventStream.Message message(boolean news, boolean whole, int size) {
        return new EventStream.Message(
                news, whole, new EventId(7, 3), () -> "x".repeat(size).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aMessageIsAnEventWithItsId() {
        stream.send(message(true, false, 2), List.of());
        assertThat(read()).isEqualTo("event: change\nid: 7-3\ndata: xx\n\n");
        assertThat(stream.version()).isEqualTo(3);
    }

    @Test
    void whatIsNoNewsIsNotEvenMade() {
        AtomicInteger made = new AtomicInteger();
        stream.send(
                new EventStream.Message(false, false, new EventId(7, 3), () -> {
                    made.incrementAndGet();
                    return new byte[0];
                }),
                List.of());
        assertThat(read()).isEmpty();
        assertThat(made).hasValue(0);
        assertThat(stream.version()).isEqualTo(-1);
    }

    @Test
    void aLargeChangeIsFollowedByARestAndALargeStateIsNot() {
        stream.send(message(true, true, LARGE), List.of());
        assertThat(stream.isBusy()).isFalse();
        stream.send(message(true, false, LARGE), List.of());
        assertThat(stream.isBusy()).isTrue();
    }

    @Test
    void theSameMessageIsMadeOnceForAllReaders() {
        AtomicInteger made = new AtomicInteger();
        EventStream.Message message = new EventStream.Message(true, true, new EventId(7, 3), () -> {
            made.incrementAndGet();
            return new byte[] {'x'};
        });
        stream.send(message, List.of());
        new EventStream(channel, -1).send(message, List.of());
        assertThat(read()).isEqualTo(read()).isNotEmpty();
        assertThat(made).hasValue(1);
    }
}
