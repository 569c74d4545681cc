package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message that goes straight to a real socket. */
@Timeout(20)
class SendAtOnceTest {
    private static final int MESSAGE = 1000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Backlog backlog = new Backlog(1 << 30);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private Socket receiver = new Socket();
    private Channel channel = new EmbeddedChannel();

    @BeforeEach
    void connect() throws IOException {
        assumeTrue(Epoll.isAvailable());
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            channel = new Bootstrap()
                    .group(loops)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.SO_SNDBUF, 4096)
                    .handler(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void handlerAdded(ChannelHandlerContext ctx) {
                            SendQueue.make(ctx.channel(), backlog);
                        }

                        @Override
                        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                            failure.complete(cause);
                        }
                    })
                    .connect(server.getLocalSocketAddress())
                    .syncUninterruptibly()
                    .channel();
            receiver = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
        loops.next().submit(backlog::close).syncUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void send(int first, int messages) {
        SendQueue queue = SendQueue.of(channel);
        for (int i = first; i < first + messages; i++) {
            ByteBuf message = queue.buffer(MESSAGE);
            for (int b = 0; b < MESSAGE; b += Integer.BYTES) {
                message.writeInt(i);
            }
            queue.send(message);
        }
    }

    private void onLoop(Runnable task) {
        loops.next().submit(task).syncUninterruptibly();
    }

    private void assertArrives(DataInputStream in, int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            for (int b = 0; b < MESSAGE; b += Integer.BYTES) {
                assertThat(in.readInt()).isEqualTo(i);
            }
        }
    }

    @Test
    void aMessageLeavesWithoutAFlush() throws IOException {
        onLoop(() -> send(0, 1));
        assertArrives(new DataInputStream(new BufferedInputStream(receiver.getInputStream())), 1);
    }

    /** Far more than the sockets take: what stays behind must not be overtaken, nor share its bytes. */
    @Test
    void whatTheSocketDoesNotTakeFollowsWholeAndInOrder() throws IOException {
        onLoop(() -> {
            send(0, 3_000);
            assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isPositive();
            SendQueue.of(channel).flush();
        });
        assertArrives(new DataInputStream(new BufferedInputStream(receiver.getInputStream())), 3_000);
    }

    @Test
    void aLostConnectionShowsItselfWithTheFlush() throws IOException {
        receiver.setSoLinger(true, 0);
        receiver.close();
        onLoop(() -> {
            // The first may leave before the reset has come.
            while (!failure.isDone() && channel.isOpen()) {
                send(0, 1);
                SendQueue.of(channel).flush();
            }
        });
        assertThat(failure.join()).isInstanceOf(IOException.class);
    }
}
