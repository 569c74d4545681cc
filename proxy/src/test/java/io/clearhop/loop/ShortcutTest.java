package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sockets of a loop with real ones behind them: what goes in on one side comes out on the other. */
class ShortcutTest {
    private static final byte[] BYTES = new byte[8 * 1024 * 1024];

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, MendedEpoll.newFactory());
    private final Backlog backlog = new Backlog(1 << 30);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private Socket sender = new Socket();
    private Socket receiver = new Socket();
    private Relay relay = new Relay(0);

    @BeforeEach
    void isEpoll() {
        assumeTrue(Epoll.isAvailable());
        new Random(7).nextBytes(BYTES);
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        receiver.close();
        loops.next().submit(backlog::close).syncUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void join(long most) throws IOException {
        relay = new Relay(most);
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Channel to = connect(server);
            receiver = server.accept();
            relay.to = to;
            Channel from = connect(server);
            sender = server.accept();
            loops.next().submit(() -> relay.begin(from)).syncUninterruptibly();
        }
    }

    private Channel connect(ServerSocket server) {
        return new Bootstrap()
                .group(loops)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void handlerAdded(ChannelHandlerContext ctx) {
                        ctx.channel().config().setRecvByteBufAllocator(backlog.receiveBuffers(ctx.channel()));
                    }
                })
                .connect(server.getLocalSocketAddress())
                .syncUninterruptibly()
                .channel();
    }

    private CompletableFuture<Void> sendAll() {
        return CompletableFuture.runAsync(() -> {
            try {
                sender.getOutputStream().write(BYTES);
                sender.shutdownOutput();
            } catch (IOException e) {
                failure.complete(e);
            }
        });
    }

    @Test
    void mostOfLongContentIsNeverReadAndAllOfItArrives() throws IOException {
        join(Long.MAX_VALUE);
        sendAll();
        assertThat(Arrays.equals(receiver.getInputStream().readAllBytes(), BYTES))
                .isTrue();
        assertThat(relay.read + relay.passed).isEqualTo(BYTES.length);
        assertThat(relay.passed).isGreaterThan(BYTES.length / 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535, 65_536, 1_000_000, 8_000_000})
    void noMoreIsPassedThanMay(long most) throws IOException {
        join(most);
        sendAll();
        assertThat(Arrays.equals(receiver.getInputStream().readAllBytes(), BYTES))
                .isTrue();
        assertThat(relay.passed).isLessThanOrEqualTo(most);
        assertThat(relay.read).isGreaterThanOrEqualTo(BYTES.length - most);
    }

    /** However much has come before: what can take the shortcut is not read together with a head. */
    @Test
    void littleIsReadBehindAHead() throws IOException {
        int before = BYTES.length / 2;
        join(0);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(0, before));
        assertThat(receiver.getInputStream().readNBytes(before)).hasSize(before);
        sending.join();
        relay.awaitsHead = true;
        sending = CompletableFuture.runAsync(() -> send(before, BYTES.length));
        byte[] behind = receiver.getInputStream().readNBytes(BYTES.length - before);
        sending.join();
        assertThat(Arrays.equals(behind, 0, behind.length, BYTES, before, BYTES.length))
                .isTrue();
        assertThat(relay.withHead).isBetween(1L, 4L * 1024);
        assertThat(relay.passed).isGreaterThan(behind.length / 2);
    }

    /** However full the first read was. */
    @Test
    void littleTakesTheUsualWay() throws IOException {
        join(Long.MAX_VALUE);
        send(0, 4096);
        assertThat(receiver.getInputStream().readNBytes(4096)).hasSize(4096);
        // On the loop, for what has passed is counted behind its passing.
        long passed =
                loops.next().submit(() -> relay.passed).syncUninterruptibly().getNow();
        for (int i = 0; i < 20; i++) {
            send(i, i + 10);
            assertThat(receiver.getInputStream().readNBytes(10)).hasSize(10);
        }
        assertThat(relay.passed - passed).isLessThanOrEqualTo(10);
    }

    private void send(int from, int to) {
        try {
            sender.getOutputStream().write(BYTES, from, to - from);
        } catch (IOException e) {
            failure.complete(e);
        }
    }

    @Test
    void aReceiverThatTakesNothingHoldsTheSenderBackAndLosesNothing() throws IOException, InterruptedException {
        join(Long.MAX_VALUE);
        CompletableFuture<Void> sending = sendAll();
        relay.held.join();
        byte[] some = receiver.getInputStream().readNBytes(BYTES.length / 2);
        relay.held = new CompletableFuture<>();
        byte[] others = receiver.getInputStream().readAllBytes();
        sending.join();
        assertThat(Arrays.equals(some, 0, some.length, BYTES, 0, some.length)).isTrue();
        assertThat(Arrays.equals(others, 0, others.length, BYTES, some.length, BYTES.length))
                .isTrue();
    }

    @Test
    void aReceiverThatIsGoneFailsTheUsualWrite() throws IOException {
        join(Long.MAX_VALUE);
        receiver.setSoLinger(true, 0);
        receiver.close();
        CompletableFuture<Void> sending = sendAll();
        assertThat(relay.over.join()).isInstanceOf(IOException.class);
        sender.close();
        sending.join();
    }

    /** What is in the pipe when something fails must not come out for another connection. */
    @Test
    void aFailureWithinTheMoveLeavesNothingForTheNextConnection() throws IOException {
        join(Long.MAX_VALUE);
        relay.to.config().setAllocator(new Exhausted());
        sendAll();
        assertThat(relay.over.join()).isInstanceOf(OutOfMemoryError.class);
        sender.close();
        receiver.close();
        join(Long.MAX_VALUE);
        sendAll();
        assertThat(Arrays.equals(receiver.getInputStream().readAllBytes(), BYTES))
                .isTrue();
    }

    @Test
    void whereMemoryIsShortAllIsRead() throws IOException {
        backlog.change(1 << 30);
        join(Long.MAX_VALUE);
        sendAll();
        assertThat(Arrays.equals(receiver.getInputStream().readAllBytes(), BYTES))
                .isTrue();
        assertThat(relay.passed).isZero();
    }

    @Test
    void whereItIsSwitchedOffAllIsRead() throws IOException {
        loops.next().submit(backlog::closeShortcuts).syncUninterruptibly();
        join(Long.MAX_VALUE);
        sendAll();
        assertThat(Arrays.equals(receiver.getInputStream().readAllBytes(), BYTES))
                .isTrue();
        assertThat(relay.passed).isZero();
    }

    @Test
    void aSenderThatResetsIsSeenAsOne() throws IOException {
        join(Long.MAX_VALUE);
        sender.getOutputStream().write(BYTES, 0, 1_000_000);
        assertThat(receiver.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);
        sender.setSoLinger(true, 0);
        sender.close();
        assertThat(relay.over.join()).isInstanceOf(IOException.class);
    }

    private static final class Exhausted extends AbstractByteBufAllocator {
        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            return Unpooled.buffer(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("a test wants it so");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    private static final class Relay extends ChannelInboundHandlerAdapter implements Shortcut.Content {
        final CompletableFuture<Throwable> over = new CompletableFuture<>();
        volatile CompletableFuture<Void> held = new CompletableFuture<>();
        volatile long read;
        volatile long passed;
        volatile Channel to;
        volatile boolean awaitsHead;
        volatile long withHead;
        private long most;

        @SuppressWarnings("NullAway.Init")
        Relay(long most) {
            this.most = most;
        }

        void begin(Channel from) {
            to.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                    from.config().setAutoRead(to.isWritable());
                }
            });
            from.pipeline().addLast(this);
            Shortcut.of(from).open(this);
            from.config().setAutoRead(true);
        }

        private void write(ChannelHandlerContext ctx, ByteBuf bytes) {
            to.write(bytes).addListener(f -> {
                if (!f.isSuccess()) {
                    over.complete(f.cause());
                }
            });
            if (!to.isWritable()) {
                ctx.channel().config().setAutoRead(false);
                held.complete(null);
            }
        }

        private void rest(ChannelHandlerContext ctx) {
            ByteBuf rest = Shortcut.of(ctx.channel()).rest();
            if (rest != null) {
                write(ctx, rest);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            rest(ctx);
            ByteBuf bytes = (ByteBuf) msg;
            read += bytes.readableBytes();
            if (awaitsHead) {
                awaitsHead = false;
                withHead = bytes.readableBytes();
                most = Long.MAX_VALUE;
            }
            write(ctx, bytes);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            rest(ctx);
            to.flush();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> ((EpollSocketChannel) to).shutdownOutput());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            over.complete(cause);
        }

        @Override
        public long most() {
            return most;
        }

        @Override
        public Channel to() {
            return to;
        }

        @Override
        public boolean awaitsHead() {
            return awaitsHead;
        }

        @Override
        public void passed(int bytes) {
            passed += bytes;
            most -= most == Long.MAX_VALUE ? 0 : bytes;
        }
    }
}
