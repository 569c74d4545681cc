package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.ProxyError;
import io.clearhop.http.CloseReason;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.Outcome;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * A client that is one too many: whatever it sends first is answered with an error that says so, and the connection
 * closes, lingering. Event loop.
 */
public final class TurnedAway extends ChannelInboundHandlerAdapter {
    private final Channel client;
    private final RelayScope scope;
    private final ProxyError why;
    private final String detail;
    private final BlindClient story;
    private final Deadline deadline = new Deadline() {
        @Override
        protected void expired() {
            client.close();
        }
    };

    /**
     * Takes a connection that may not stay.
     *
     * @param dumb whether it came to a dumb listener
     */
    public TurnedAway(
            Channel client, RelayScope scope, ClientAccess access, boolean dumb, ProxyError why, String detail) {
        this.client = client;
        this.scope = scope;
        this.why = why;
        this.detail = detail;
        story = new BlindClient(client, scope, access, dumb);
        story.closes(CloseReason.CLIENT_LIMIT);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        story.opened();
        client.closeFuture().addListener(f -> closed());
        scope.loop().timer().set(deadline, scope.requestHeadMillis());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
        scope.loop().timer().remove(deadline);
        story.exchangeOrGarbage().blame(why.sentence() + " " + detail);
        int content = story.answer(scope.responses().failed(why, detail));
        story.complete(0, content, Outcome.FAILED, CloseReason.CLIENT_LIMIT);
        client.pipeline().remove(this);
        LingeringClose.begin(client, scope.loop().timer(), scope.linger(), false);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            client.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        client.close();
    }

    private void closed() {
        scope.loop().timer().remove(deadline);
        story.closed();
    }
}
