package io.clearhop.console;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client of a replay: sends the request, reads the response to its end, and if its connection is said to persist, asks
 * the proxy something on it, for that is where a dumb proxy fails. The console's loop.
 */
final class ReplayClient extends SimpleChannelInboundHandler<HttpObject> {
    /** A smart proxy answers it itself: no origin hears of it (RFC 9110 section 7.6.2). */
    private static final byte[] NEXT_REQUEST =
            "OPTIONS * HTTP/1.1\r\nHost: clearhop.test\r\nMax-Forwards: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final long HANG_ON_MILLIS = 1000;
    private static final double NANOS = 1e6;
    private static final double THOUSAND = 1000;

    private final byte[] request;
    private final long limitMillis;
    private final CompletableFuture<ReplayResult> result;
    private long began;
    private @Nullable HttpResponse response;
    private long bytes;
    private @Nullable Double responseMs;

    ReplayClient(byte[] request, long limitMillis, CompletableFuture<ReplayResult> result) {
        this.request = request;
        this.limitMillis = limitMillis;
        this.result = result;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        began = System.nanoTime();
        ctx.executor().schedule(() -> timedOut(ctx), limitMillis, TimeUnit.MILLISECONDS);
        send(ctx, request);
    }

    private static void send(ChannelHandlerContext ctx, byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        ctx.writeAndFlush(buffer);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (!part.decoderResult().isSuccess()) {
            end(ctx, "The response is no valid HTTP/1.", false, false);
            return;
        }
        if (responseMs != null) {
            // Whatever the answer says: the connection was free for the question.
            end(ctx, null, false, false);
            return;
        }
        if (part instanceof HttpResponse head) {
            response = head;
        }
        if (part instanceof HttpContent content) {
            bytes += content.content().readableBytes();
        }
        HttpResponse head = response;
        if (part instanceof LastHttpContent && head != null) {
            ended(ctx, head);
        }
    }

    private void ended(ChannelHandlerContext ctx, HttpResponse head) {
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            response = null;
            bytes = 0;
            return;
        }
        responseMs = millis();
        if (HttpUtil.isKeepAlive(head)) {
            send(ctx, NEXT_REQUEST);
        } else {
            end(ctx, null, false, false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean whole = responseMs != null;
        end(ctx, whole ? null : "The connection was closed before the response was whole.", false, whole);
    }

    private void timedOut(ChannelHandlerContext ctx) {
        end(ctx, null, true, false);
    }

    private void end(ChannelHandlerContext ctx, @Nullable String error, boolean timedOut, boolean closed) {
        HttpResponse head = response;
        List<String> fields = head == null
                ? List.of()
                : head.headers().entries().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList();
        int status = head == null ? 0 : head.status().code();
        result.complete(new ReplayResult(status, fields, bytes, millis(), responseMs, error, timedOut, closed));
        if (timedOut) {
            // What it hangs on can be looked up while it does.
            ctx.executor().schedule(() -> ctx.close(), HANG_ON_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            ctx.close();
        }
    }

    private double millis() {
        return Math.round((System.nanoTime() - began) / NANOS * THOUSAND) / THOUSAND;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx, String.valueOf(cause.getMessage()), false, false);
    }
}
