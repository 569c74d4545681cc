package io.clearhop.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Copies the head of a response that passes through the blind relay, for those who watch: the relay itself does not look.
 * Stands before the pipe to the client until the head has passed, or too much that has no end. Event loop.
 */
final class HeadTap extends ChannelInboundHandlerAdapter {
    private static final int MOST = 16 * 1024;
    /** The ends of four bytes: {@code CR LF CR LF}. */
    private static final int EMPTY_LINE = 0x0d0a0d0a;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final Consumer<byte[]> listener;
    private int lastFour;

    HeadTap(Consumer<byte[]> listener) {
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        int length = lengthToEnd(in);
        byte[] part = ByteBufUtil.getBytes(in, in.readerIndex(), length, true);
        seen.write(part, 0, part.length);
        if (lastFour == EMPTY_LINE || seen.size() >= MOST) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(in);
    }

    private int lengthToEnd(ByteBuf in) {
        int start = in.readerIndex();
        int most = Math.min(in.writerIndex(), start + MOST - seen.size());
        int at = start;
        while (at < most && lastFour != EMPTY_LINE) {
            lastFour = lastFour << 8 | in.getByte(at) & 0xff;
            at++;
        }
        return at - start;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (seen.size() > 0) {
            listener.accept(seen.toByteArray());
        }
    }
}
