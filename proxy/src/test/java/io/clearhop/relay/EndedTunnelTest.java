package io.clearhop.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LoopScope;
import io.clearhop.exchange.Watch;
import io.clearhop.http.RequestTarget;
import io.clearhop.loop.DateLine;
import io.clearhop.loop.Ids;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.ProxyEvents;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndedTunnelTest {
    private static final long IDLE = TimeUnit.MINUTES.toMillis(10);

    /** Its loop has the time; one that is closed forgets what was scheduled. */
    private final EmbeddedChannel clock = new EmbeddedChannel();

    private final EmbeddedChannel client = new Duplex();
    private final EmbeddedChannel origin = new Duplex();

    /** What waits for a time keeps a whole tunnel in memory until then. */
    @Test
    void waitsForNothingWhenBothConnectionsAreClosed() {
        clock.freezeTime();
        LoopTimer timer = new LoopTimer(clock.eventLoop());
        new Tunnel(exchange(timer), client, origin, timer, IDLE, (fromClient, toClient, why) -> {})
                .start(null, null, false);
        tick();
        assertThat(clock.runScheduledPendingTasks()).as("a deadline").isPositive();
        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        origin.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        client.close();
        origin.close();
        tick();
        assertThat(clock.runScheduledPendingTasks()).as("no deadline").isEqualTo(-1);
        client.finishAndReleaseAll();
        origin.finishAndReleaseAll();
    }

    private Exchange exchange(LoopTimer timer) {
        LoopScope scope = new LoopScope(
                clock.eventLoop(),
                timer,
                ProxyEvents.NONE,
                new Watch(timer, Watch.NONE),
                new Ids(0, 1),
                new Ids(0, 1),
                new DateLine(),
                new RequestTarget());
        return Exchange.ofGarbage(scope, 1, 1, null);
    }

    private void tick() {
        for (int i = 0; i < 3; i++) {
            clock.advanceTimeBy(200, TimeUnit.MILLISECONDS);
            clock.runScheduledPendingTasks();
        }
    }

    /** A channel of two directions, each of which can end alone. */
    private static final class Duplex extends EmbeddedChannel implements DuplexChannel {
        @Override
        public boolean isInputShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdownInput() {
            return newSucceededFuture();
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            return promise.setSuccess();
        }

        @Override
        public boolean isOutputShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdownOutput() {
            return newSucceededFuture();
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            return promise.setSuccess();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdown() {
            return newSucceededFuture();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            return promise.setSuccess();
        }
    }
}
