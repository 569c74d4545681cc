package io.clearhop.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.ClientRules;
import io.clearhop.access.DestinationRules;
import io.clearhop.access.NextHop;
import io.clearhop.exchange.ProxyError;
import io.clearhop.http.Origin;
import io.clearhop.loop.Backlog;
import io.clearhop.loop.LoopTimer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectAttemptTest {
    private static final ClientAccess PERMITTED = new ClientAccess(
            new InetSocketAddress("127.0.0.1", 40_000),
            ClientRules.LOOPBACK,
            DestinationRules.NONE,
            NextHop.DIRECT,
            null);

    /** A soak has seen it: epoll reports the refusal as readable first, and the read fails before the connect does. */
    @Test
    void aRefusalThatIsReadBeforeTheConnectHasFailedIsARefusal() throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            EventLoop loop = group.next();
            CompletableFuture<String> told = new CompletableFuture<>();
            Transport transport = new Transport(
                    "nio", RefusedWhileReading::new, NioServerSocketChannel::new, NioDatagramChannel::new);
            loop.submit(() -> new ConnectAttempt(
                                    new Origin("127.0.0.1", 1),
                                    PERMITTED,
                                    loop,
                                    transport,
                                    new LoopTimer(loop),
                                    new Backlog(Long.MAX_VALUE),
                                    listener(told))
                            .start(loop.newSucceededFuture(List.of(InetAddress.getLoopbackAddress())), 5_000))
                    .sync();
            assertThat(told.get(10, TimeUnit.SECONDS))
                    .isEqualTo("CONNECT_REFUSED Origin: 127.0.0.1:1 at 127.0.0.1. Connection refused.");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private static OriginConnector.Listener listener(CompletableFuture<String> told) {
        return new OriginConnector.Listener() {
            @Override
            public void connected(Channel channel, long nanos) {
                told.complete("connected");
            }

            @Override
            public void failed(ProxyError error, String detail) {
                told.complete(error + " " + detail);
            }
        };
    }

    private static final class RefusedWhileReading extends NioSocketChannel {
        @Override
        protected boolean doConnect(SocketAddress remote, SocketAddress local) {
            eventLoop().execute(() -> {
                pipeline().fireExceptionCaught(new ConnectException("recvAddress(..) failed: Connection refused"));
                unsafe().close(voidPromise());
            });
            return false;
        }
    }
}
