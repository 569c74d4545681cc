package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.ProxyError;
import io.clearhop.http.CloseReason;
import io.clearhop.loop.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * A client that is one too many: whatever it sends first is answered with an error that says so, and the connection
 * closes, lingering. Event loop.
 */
public final class TurnedAway extends ChannelInboundHandlerAdapter implements BlindClient.Stage {
    private final BlindClient client;
    private final RelayScope scope;
    private final ProxyError why;
    private final String detail;
    private final Deadline deadline;
    private boolean answered;

    /**
     * Takes a connection that may not stay.
     *
     * @param dumb whether it came to a dumb listener
     */
    public TurnedAway(
            Channel channel, RelayScope scope, ClientAccess access, boolean dumb, ProxyError why, String detail) {
        this.scope = scope;
        this.why = why;
        this.detail = detail;
        deadline = new Deadline() {
            @Override
            protected void expired() {
                channel.close();
            }
        };
        client = new BlindClient(channel, scope, access, dumb, this);
        client.closes(CloseReason.CLIENT_LIMIT);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        client.opened();
        scope.loop().timer().set(deadline, scope.requestHeadMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
        scope.loop().timer().remove(deadline);
        answered = true;
        client.refuse(
                scope.responses().failed(why, detail), why.sentence() + " " + detail, CloseReason.CLIENT_LIMIT, false);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            client.finished();
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public boolean isIdle() {
        return !answered;
    }

    @Override
    public boolean isEndedByClose() {
        return false;
    }

    @Override
    public void closed(CloseReason ignored) {
        scope.loop().timer().remove(deadline);
    }
}
