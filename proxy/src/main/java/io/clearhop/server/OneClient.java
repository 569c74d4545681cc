package io.clearhop.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stands before a listener that is open for one client: with the first that is accepted, or after a while, it closes. */
final class OneClient extends ChannelInboundHandlerAdapter {
    private static final long LONGEST_SECONDS = 5;

    private final Descriptors descriptors;
    private boolean taken;
    private @Nullable ScheduledFuture<?> end;

    OneClient(Descriptors descriptors) {
        this.descriptors = descriptors;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        end = ctx.executor().schedule(() -> ctx.close(), LONGEST_SECONDS, TimeUnit.SECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (taken) {
            ((Channel) accepted).unsafe().closeForcibly();
            return;
        }
        taken = true;
        descriptors.opened();
        ctx.fireChannelRead(accepted);
        ctx.close();
    }

    /** It cannot accept, and would be told so again and again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
        ctx.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (end != null) {
            end.cancel(false);
        }
        ctx.fireChannelInactive();
    }
}
