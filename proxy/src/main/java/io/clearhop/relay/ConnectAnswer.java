package io.clearhop.relay;

import io.clearhop.exchange.Received;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.HeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Looks at what a parent answers to CONNECT while it passes, for only a 2xx makes a tunnel (RFC 9110 section 9.3.6). After
 * any other answer, and before it, the parent takes what comes for requests. Stands before the pipe to the client. Event
 * loop.
 */
final class ConnectAnswer extends ChannelInboundHandlerAdapter {
    private enum Verdict {
        OPEN,
        GRANTED,
        DECLINED
    }

    /** Hears of a tunnel. */
    interface Listener {
        /**
         * The parent has made a tunnel.
         *
         * @param last the end of its head, which has not passed yet, and what follows; to be released
         */
        void granted(ByteBuf last);
    }

    private final HeadParser parser;
    private final Received seen = new Received();
    private final Listener listener;

    ConnectAnswer(HeadLimits limits, Listener listener) {
        parser = new HeadParser(HeadParser.Kind.RESPONSE, limits);
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf in = (ByteBuf) msg;
        seen.add(in.copy(), ctx.alloc());
        Verdict verdict = look();
        if (verdict != Verdict.OPEN) {
            ctx.pipeline().remove(this);
        }
        if (verdict == Verdict.GRANTED) {
            listener.granted(in);
        } else {
            ctx.fireChannelRead(in);
        }
    }

    private Verdict look() {
        while (true) {
            HeadParser.Result found = parser.parse(seen.bytes());
            if (found == HeadParser.Result.INCOMPLETE) {
                return Verdict.OPEN;
            }
            if (found == HeadParser.Result.MALFORMED) {
                return Verdict.DECLINED;
            }
            Head head = parser.head();
            if (head.status() >= 200) {
                return head.status() < 300 ? Verdict.GRANTED : Verdict.DECLINED;
            }
            seen.bytes().skipBytes(head.length());
            parser.reset();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        seen.release();
    }
}
