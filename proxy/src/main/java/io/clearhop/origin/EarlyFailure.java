package io.clearhop.origin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a read tells of a socket that is being connected. Epoll now and then reports a refusal as readable first: the
 * read has the reason, and the connect, which then fails as well, says only that the channel was closed.
 */
final class EarlyFailure extends ChannelInboundHandlerAdapter {
    private @Nullable Throwable seen;

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (seen == null) {
            seen = cause;
        }
    }

    /** The reason of a connect that has failed. */
    Throwable reason(Throwable connectFailure) {
        return seen == null ? connectFailure : seen;
    }
}
