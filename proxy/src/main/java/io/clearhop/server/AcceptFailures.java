package io.clearhop.server;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sees that a listener can not accept, which is so when descriptors have run out, and lets it rest instead of spinning. */
@ChannelHandler.Sharable
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final long REST_SECONDS = 1;

    private final Descriptors descriptors;

    AcceptFailures(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            descriptors.acceptFailed(cause);
            ctx.executor().schedule(descriptors::retryAccept, REST_SECONDS, TimeUnit.SECONDS);
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
