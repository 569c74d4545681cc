package io.clearhop.console;

import io.clearhop.config.ListenMode;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Sends a request through one mode of this proxy, as a client on this machine. */
final class ReplayConnector {
    private static final int MAX_LINE = 65_536;
    private static final int MAX_HEAD = 1 << 20;
    private static final int MAX_CHUNK = 65_536;

    private final ConsoleProxy proxy;
    private final EventLoop loop;
    private final Function<InetAddress, SocketChannel> sockets;

    ReplayConnector(ConsoleProxy proxy, EventLoop loop, Function<InetAddress, SocketChannel> sockets) {
        this.proxy = proxy;
        this.loop = loop;
        this.sockets = sockets;
    }

    /** A result, and which address of a client it is the result of. */
    record Sent(InetSocketAddress client, ReplayResult result) {}

    /** May wait for a listener to be opened: not on a loop. */
    CompletionStage<Sent> send(ReplayRequest request, ListenMode mode, long limitMillis) {
        CompletableFuture<ReplayResult> result = new CompletableFuture<>();
        InetSocketAddress nobody = new InetSocketAddress(0);
        try {
            InetSocketAddress door = proxy.door(mode);
            ChannelFactory<SocketChannel> factory = () -> sockets.apply(door.getAddress());
            ChannelFuture connecting = new Bootstrap()
                    .group(loop)
                    .channelFactory(factory)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new Pipeline(request, limitMillis, result))
                    .connect(door)
                    .awaitUninterruptibly();
            if (!connecting.isSuccess()) {
                result.complete(
                        ReplayResult.failed(String.valueOf(connecting.cause().getMessage())));
                return result.thenApply(failed -> new Sent(nobody, failed));
            }
            InetSocketAddress client = (InetSocketAddress) connecting.channel().localAddress();
            return result.thenApply(done -> new Sent(client, done));
        } catch (IOException closed) {
            return CompletableFuture.completedFuture(
                    new Sent(nobody, ReplayResult.failed(String.valueOf(closed.getMessage()))));
        }
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final ReplayRequest request;
        private final long limitMillis;
        private final CompletableFuture<ReplayResult> result;

        Pipeline(ReplayRequest request, long limitMillis, CompletableFuture<ReplayResult> result) {
            this.request = request;
            this.limitMillis = limitMillis;
            this.result = result;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(new Decoder(request.method().equals("HEAD")))
                    .addLast(new ReplayClient(request.head(), limitMillis, result));
        }
    }

    /** The response to the first request may be one to HEAD (RFC 9112 section 6.3). */
    private static final class Decoder extends HttpResponseDecoder {
        private boolean head;

        Decoder(boolean head) {
            super(MAX_LINE, MAX_HEAD, MAX_CHUNK);
            this.head = head;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            boolean empty = head || super.isContentAlwaysEmpty(message);
            head = false;
            return empty;
        }
    }
}
