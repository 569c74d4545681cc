package io.clearhop.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class SocketOptionsTest {
    /** Who waits begins with 0: any other number would look like progress, and double the time that is waited. */
    @Test
    void whereNothingWaitsNothingIsUnsent() {
        EmbeddedChannel channel = new EmbeddedChannel();
        assertThat(SocketOptions.unsent(channel)).isZero();
        channel.write(Unpooled.copiedBuffer(new byte[100]));
        assertThat(SocketOptions.unsent(channel)).isGreaterThanOrEqualTo(100);
        channel.flush();
        assertThat(SocketOptions.unsent(channel)).isZero();
        channel.finishAndReleaseAll();
        assertThat(SocketOptions.unsent(channel)).isZero();
    }
}
