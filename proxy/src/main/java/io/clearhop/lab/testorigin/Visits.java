package io.clearhop.lab.testorigin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Receives connections. Any of the event loops. */
final class Visits extends ChannelInitializer<Channel> {
    private static final int MAX_LINE = 16_384;
    private static final int MAX_HEAD = 65_536;
    private static final int MAX_PIECE = 16_384;

    private final Manners manners;
    private final Consumer<String> lines;
    private final AtomicLong numbers = new AtomicLong();

    Visits(Manners manners, Consumer<String> lines) {
        this.manners = manners;
        this.lines = lines;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline()
                .addLast(new HttpServerCodec(MAX_LINE, MAX_HEAD, MAX_PIECE))
                .addLast(new Visit(numbers.incrementAndGet(), manners, lines));
    }
}
