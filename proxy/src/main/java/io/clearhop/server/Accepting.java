package io.clearhop.server;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the listeners and those who serve: counts each socket at once, for many may be accepted before the first
 * is served, and lets a listener that cannot accept rest instead of spinning.
 */
@ChannelHandler.Sharable
final class Accepting extends ChannelInboundHandlerAdapter {
    private static final long REST_SECONDS = 1;

    private final Descriptors descriptors;

    Accepting(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        descriptors.opened();
        ctx.fireChannelRead(accepted);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        descriptors.acceptFailed(cause);
        ctx.executor().schedule(descriptors::retryAccept, REST_SECONDS, TimeUnit.SECONDS);
        if (!(cause instanceof IOException)) {
            ctx.fireExceptionCaught(cause);
        }
    }
}
