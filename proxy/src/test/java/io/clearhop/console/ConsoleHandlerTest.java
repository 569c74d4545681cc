package io.clearhop.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that asks and does not read. */
class ConsoleHandlerTest {
    private final Unread unread = new Unread();

    @AutoClose("finishAndReleaseAll")
    private final EmbeddedChannel channel = new EmbeddedChannel();

    ConsoleHandlerTest() {
        Site site = new Site(
                RouteList.nobody(),
                "localhost",
                new Tokens(null, 1),
                channel.eventLoop(),
                address -> null,
                new AtomicInteger());
        channel.pipeline().addLast(unread, new ConsoleHandler(site));
    }

    /** Answers that the client has not taken yet. */
    private static final class Unread extends ChannelOutboundHandlerAdapter {
        private final Deque<ChannelPromise> promises = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promises.add(promise);
        }
    }

    private void ask(int times) {
        for (int i = 0; i < times && channel.isOpen(); i++) {
            DefaultFullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/livez");
            request.headers().set(HttpHeaderNames.HOST, "localhost");
            channel.writeInbound(request);
        }
    }

    @Test
    void theNextAnswerIsMadeWhenTheLastOneHasBeenTaken() {
        ask(3);
        assertThat(unread.promises).hasSize(1);
        unread.promises.remove().setSuccess();
        channel.runPendingTasks();
        assertThat(unread.promises).hasSize(1);
    }

    @Test
    void whoAsksOnAndOnIsNotListenedTo() {
        ask(100);
        assertThat(channel.isOpen()).isFalse();
        assertThat(unread.promises).hasSize(1);
    }
}
