package io.clearhop.console;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the console: one request after the other, each answered before the next is looked at. Its loop. */
final class ConsoleHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final String NOTHING_MAY_LOAD = "default-src 'none'; frame-ancestors 'none'";

    /** IMF-fixdate (RFC 9110 section 5.6.7). */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    /** Nobody who means well has asked for so much before the first answer. */
    private static final int MOST_WAITING = 32;

    private final Site site;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>(0);
    private boolean answering;

    ConsoleHandler(Site site) {
        this.site = site;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (answering && waiting.size() == MOST_WAITING) {
            ctx.close();
        } else if (answering) {
            ctx.channel().config().setAutoRead(false);
            waiting.add(request.retain());
        } else {
            answer(ctx, request);
        }
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest request) {
        answering = true;
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        Answer refusal = malformed(request);
        Question question = Question.of(request);
        if (refusal == null) {
            refusal = site.guard().objection(question);
        }
        if (refusal != null) {
            send(ctx, refusal, keepAlive);
        } else if (question.path().equals(Routes.EVENTS)) {
            stream(ctx, request, question);
        } else {
            site.routes()
                    .answer(question)
                    .whenComplete((answer, failure) -> ctx.executor()
                            .execute(() -> send(ctx, failure == null ? answer : failed(question, failure), keepAlive)));
        }
    }

    private static @Nullable Answer malformed(FullHttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            return null;
        }
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Answer.problem(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long.");
        }
        return cause instanceof TooLongHttpHeaderException
                ? Answer.problem(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head is too large.")
                : Answer.problem(HttpResponseStatus.BAD_REQUEST, "That is no valid HTTP/1.");
    }

    private static Answer failed(Question question, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RejectedExecutionException) {
            return Answer.problem(
                    HttpResponseStatus.SERVICE_UNAVAILABLE, "Too much is asked of this console at once; try again.");
        }
        LOG.error("the console could not answer {}", question.path(), failure);
        return Answer.problem(
                HttpResponseStatus.INTERNAL_SERVER_ERROR, "The console failed; the proxy's log says where.");
    }

    private void send(ChannelHandlerContext ctx, Answer answer, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, answer.status(), Unpooled.wrappedBuffer(answer.content()));
        HttpHeaders fields = response.headers();
        addCommon(fields);
        answer.fields().forEach(fields::set);
        boolean contentless = answer.status().equals(HttpResponseStatus.NOT_MODIFIED)
                || answer.status().equals(HttpResponseStatus.NO_CONTENT);
        if (!contentless) {
            fields.setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().length);
        }
        if (keepAlive) {
            ctx.writeAndFlush(response).addListener(written -> answered(ctx, written.isSuccess()));
        } else {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void addCommon(HttpHeaders fields) {
        fields.set(HttpHeaderNames.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        fields.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        fields.set("X-Content-Type-Options", "nosniff");
        fields.set("X-Frame-Options", "DENY");
        fields.set("Referrer-Policy", "no-referrer");
        fields.set("Cross-Origin-Resource-Policy", "same-origin");
        fields.set("Content-Security-Policy", NOTHING_MAY_LOAD);
    }

    /** Who does not read answers gets no more of them: they would fill the memory. */
    private void answered(ChannelHandlerContext ctx, boolean written) {
        if (!written) {
            return;
        }
        answering = false;
        FullHttpRequest next = waiting.poll();
        if (next == null) {
            ctx.channel().config().setAutoRead(true);
            return;
        }
        try {
            answer(ctx, next);
        } finally {
            next.release();
        }
    }

    private void stream(ChannelHandlerContext ctx, FullHttpRequest request, Question question) {
        boolean head = request.method().equals(HttpMethod.HEAD);
        if (!question.method().equals(HttpMethod.GET)) {
            send(ctx, Routes.notAllowed(question.method(), List.of("GET", "HEAD")), true);
            return;
        }
        if (site.streams().isFull()) {
            send(ctx, Answer.problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many streams are open."), true);
            return;
        }
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        addCommon(response.headers());
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream");
        if (head || !request.protocolVersion().isKeepAliveDefault()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        if (head) {
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        ctx.pipeline().remove(IdleStateHandler.class);
        ctx.write(response);
        String known = question.fields().get("last-event-id", question.parameter("since"));
        site.streams().begin(ctx.channel(), EventId.of(known));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("the console's connection failed", cause);
        }
        ctx.close();
    }
}
