package io.clearhop.lab.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.lab.stage.NotHere;
import io.clearhop.lab.stage.Text;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.RawUnixChannelOption;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * An origin that can vanish: from then on its kernel drops all that comes for it, so that nothing is acknowledged or
 * answered any more, as if its cable had been pulled. That is a filter on its own sockets; the machine's network stays as
 * it is, and no privilege is needed.
 */
final class VanishingOrigin implements AutoCloseable {
    // Linux. The option takes a struct sock_fprog, the length of a program for the packet filter and a pointer to it.
    private static final int SOL_SOCKET = 1;
    private static final RawUnixChannelOption ATTACH_FILTER =
            new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, 26, 16);
    private static final int POINTER = 8;
    private static final short RETURN_CONSTANT = 0x06;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Queue<Channel> sockets = new ConcurrentLinkedQueue<>();
    private final Channel listener;

    private VanishingOrigin(String answer) throws InterruptedException {
        listener = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        sockets.add(channel);
                        channel.pipeline().addLast(new Answering(answer));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        sockets.add(listener);
    }

    /** Starts one that answers every request with this text. */
    static VanishingOrigin start(String answer) throws NotHere, InterruptedException {
        if (!Epoll.isAvailable()) {
            throw new NotHere(Text.of(
                    "A peer can be made to vanish only on Linux with epoll; run it there, or in a container.",
                    "상대를 사라지게 하려면 epoll이 있는 리눅스가 필요하다. 리눅스나 컨테이너에서 실행한다."));
        }
        return new VanishingOrigin(answer);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Is gone from now on. */
    void vanish() {
        ByteBuffer program = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        program.putShort(RETURN_CONSTANT).putShort((short) 0).putInt(0).flip();
        try {
            sockets.forEach(socket -> deafen(socket, Buffer.memoryAddress(program)));
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    private static void deafen(Channel socket, long program) {
        ByteBuffer option = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        option.putShort((short) 1).position(POINTER);
        option.putLong(program).flip();
        socket.config().setOption(ATTACH_FILTER, option);
    }

    @Override
    public void close() {
        loop.submit(() -> sockets.forEach(VanishingOrigin::abort)).awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** A FIN would be sent again and again, since its acknowledgement is not heard any more. */
    private static void abort(Channel socket) {
        if (socket instanceof SocketChannel && socket.isOpen()) {
            socket.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        socket.close();
    }

    private static final class Answering extends ChannelInboundHandlerAdapter {
        private final String answer;

        Answering(String answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            boolean whole = bytes.toString(ISO_8859_1).endsWith("\r\n\r\n");
            bytes.release();
            if (whole) {
                context.writeAndFlush(Unpooled.copiedBuffer(answer, ISO_8859_1));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
