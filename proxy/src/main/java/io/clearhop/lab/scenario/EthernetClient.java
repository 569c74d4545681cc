package io.clearhop.lab.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.clearhop.lab.Message;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client whose connection has the segments of an Ethernet. Those of the loopback interface are so large that a few
 * carry everything, and no window would ever be full. Needs epoll.
 */
final class EthernetClient implements AutoCloseable {
    private static final int SEGMENT = 1460;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_MAXSEG = 2;
    private static final IntegerUnixChannelOption MAXIMUM_SEGMENT =
            new IntegerUnixChannelOption("TCP_MAXSEG", IPPROTO_TCP, TCP_MAXSEG);
    private static final String HEAD_END = "\r\n\r\n";
    private static final long PATIENCE = 10;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final BlockingQueue<Integer> answered = new LinkedBlockingQueue<>();
    private final Channel channel;

    private EthernetClient(InetSocketAddress address) {
        channel = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(MAXIMUM_SEGMENT, SEGMENT)
                .handler(new Answers())
                .connect(address)
                .syncUninterruptibly()
                .channel();
    }

    static EthernetClient connect(InetSocketAddress address) {
        return new EthernetClient(address);
    }

    /** The port of its connection. */
    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Sends a request and waits until its answer has come. */
    void exchange(String request) throws InterruptedException {
        channel.writeAndFlush(Unpooled.copiedBuffer(request, ISO_8859_1));
        if (answered.poll(PATIENCE, TimeUnit.SECONDS) == null) {
            throw new IllegalStateException("no answer within " + PATIENCE + " s");
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Counts answers, which have a {@code Content-Length}. On the loop. */
    private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
        private final StringBuilder head = new StringBuilder();
        private long missing;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            while (bytes.isReadable()) {
                if (missing == 0) {
                    head.append((char) bytes.readUnsignedByte());
                    if (head.indexOf(HEAD_END, head.length() - HEAD_END.length()) >= 0) {
                        missing = Long.parseLong(
                                String.valueOf(Message.of(head.toString()).field("Content-Length")));
                        head.setLength(0);
                    }
                } else {
                    int skipped = (int) Math.min(missing, bytes.readableBytes());
                    bytes.skipBytes(skipped);
                    missing -= skipped;
                    if (missing == 0) {
                        answered.add(1);
                    }
                }
            }
        }
    }
}
