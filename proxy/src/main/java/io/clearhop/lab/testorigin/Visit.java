package io.clearhop.lab.testorigin;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection: one request after the other, each answered before the next is looked at. Its event loop. */
final class Visit extends ChannelInboundHandlerAdapter {
    /** Whatever a client sends ahead of its answers waits here, and beyond that in the kernel. */
    private static final int MOST_WAITING = 64;

    private static final String BY_ORIGIN = "by the origin";

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final long number;
    private final Manners manners;
    private final Consumer<String> lines;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private State state = State.READING;
    private int nth;
    private @Nullable RequestInProgress request;
    private @Nullable Reply reply;
    private int sent;
    private boolean peerFinished;
    private String why = "by the client";
    private @Nullable Future<?> timer;

    private enum State {
        READING,
        ANSWERING,
        CLOSING
    }

    Visit(long number, Manners manners, Consumer<String> lines) {
        this.number = number;
        this.manners = manners;
        this.lines = lines;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        InetSocketAddress peer = ((SocketChannel) ctx.channel()).remoteAddress();
        say("opened by " + peer.getAddress().getHostAddress() + ":" + peer.getPort());
        rest(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (state == State.CLOSING) {
            ReferenceCountUtil.release(message);
        } else if (state == State.ANSWERING) {
            waiting.add(message);
            ctx.channel().config().setAutoRead(waiting.size() < MOST_WAITING);
        } else {
            take(ctx, message);
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest head) {
                begin(ctx, head);
            }
            if (message instanceof HttpContent content && state == State.READING && request != null) {
                request.add(content);
                if (content instanceof LastHttpContent) {
                    answerLater(ctx);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        cancelTimer();
        nth++;
        if (head.decoderResult().isFailure()) {
            say("#" + nth + " no HTTP/1: " + head.decoderResult().cause().getMessage());
            ctx.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST));
            close(ctx, "what came was no HTTP/1");
            return;
        }
        Asked asked = Asked.of(head, nth, manners);
        request = new RequestInProgress(asked, head);
        say("#" + nth + " " + head.method() + " " + head.uri() + " " + head.protocolVersion() + request.persistence());
        // A final answer that is an error makes the content needless (RFC 9110 section 10.1.1).
        if (HttpUtil.is100ContinueExpected(head)) {
            if (asked.manners().status() >= 400 || !asked.mistake().isEmpty()) {
                request.refuseContent();
                answerLater(ctx);
            } else {
                say("#" + nth + " 100 (Continue)");
                ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private void answerLater(ChannelHandlerContext ctx) {
        RequestInProgress asked = request;
        if (asked == null) {
            return;
        }
        state = State.ANSWERING;
        Duration delay = asked.asked().manners().delay();
        if (delay.isZero()) {
            answer(ctx, asked);
        } else {
            timer = ctx.executor().schedule(() -> answer(ctx, asked), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void answer(ChannelHandlerContext ctx, RequestInProgress asked) {
        if (!ctx.channel().isActive()) {
            return;
        }
        switch (asked.asked().manners().ending()) {
            case DROP -> {
                say("#" + nth + " no answer, closes");
                close(ctx, BY_ORIGIN);
            }
            case RESET -> {
                say("#" + nth + " no answer, resets");
                why = "by the origin, with a reset";
                ((SocketChannel) ctx.channel()).config().setSoLinger(0);
                ctx.close();
            }
            case USUAL, CLOSE -> {
                Reply made = asked.reply();
                reply = made;
                sent = 0;
                ctx.write(made.head());
                go(ctx, made);
            }
        }
    }

    /** Writes as much as the client takes. */
    private void go(ChannelHandlerContext ctx, Reply made) {
        while (sent < made.content().length() && ctx.channel().isWritable()) {
            DefaultHttpContent piece = new DefaultHttpContent(made.content().piece(sent));
            sent += piece.content().readableBytes();
            ctx.write(piece);
        }
        if (sent < made.content().length()) {
            ctx.flush();
            return;
        }
        reply = null;
        say("#" + nth + " " + made.head().status().code() + ", " + sent + " bytes of content"
                + (made.keeps() ? "" : ", closes"));
        ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        answered(ctx, made);
    }

    private void answered(ChannelHandlerContext ctx, Reply made) {
        request = null;
        if (!made.keeps()) {
            close(ctx, BY_ORIGIN);
        } else if (state != State.CLOSING) {
            state = State.READING;
            rest(ctx);
            next(ctx);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        while (state == State.READING && !waiting.isEmpty()) {
            take(ctx, waiting.remove());
        }
        if (state == State.READING) {
            ctx.channel().config().setAutoRead(true);
            if (peerFinished) {
                close(ctx, "by the client");
            }
        }
    }

    /** The connection is idle from now on. */
    private void rest(ChannelHandlerContext ctx) {
        cancelTimer();
        timer = ctx.executor().schedule(() -> giveUp(ctx), manners.idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void giveUp(ChannelHandlerContext ctx) {
        say("idle for " + manners.idle().toMillis() + " ms, closes");
        close(ctx, BY_ORIGIN);
    }

    /** FIN first, then whatever the client still sends is dropped, so that no reset destroys what was sent to it. */
    private void close(ChannelHandlerContext ctx, String reason) {
        if (state == State.CLOSING) {
            return;
        }
        state = State.CLOSING;
        why = reason;
        forgetWaiting();
        cancelTimer();
        Channel channel = ctx.channel();
        channel.config().setAutoRead(true);
        if (peerFinished) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> ((DuplexChannel) channel).shutdownOutput());
        ScheduledFuture<?> patience =
                ctx.executor().schedule(() -> ctx.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> patience.cancel(false));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Reply made = reply;
        if (made != null && ctx.channel().isWritable()) {
            go(ctx, made);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            peerFinished = true;
            if (state == State.READING) {
                close(ctx, "by the client" + (request == null ? "" : ", within its request"));
            } else if (state == State.CLOSING) {
                ctx.close();
            } else {
                say("#" + nth + " the client has sent its FIN while it waits for the answer");
            }
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        why = cause instanceof IOException ? "by the client, with a reset" : "because of " + cause;
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancelTimer();
        forgetWaiting();
        say("closed " + why + "; " + nth + (nth == 1 ? " request" : " requests"));
    }

    private void forgetWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void say(String what) {
        lines.accept("c" + number + (what.startsWith("#") ? "" : " ") + what);
    }
}
