package io.clearhop.lab.testorigin;

import io.clearhop.config.HostPort;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An origin that does what its {@link Manners} say. Thread-safe. */
public final class TestOrigin implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final EventLoopGroup group;
    private final Channel listening;

    private TestOrigin(EventLoopGroup group, Channel listening) {
        this.group = group;
        this.listening = listening;
    }

    /**
     * Begins to listen.
     *
     * @param lines is told what happens, on any of the event loops
     * @throws IOException if the address is taken or not to be had
     */
    public static TestOrigin start(HostPort where, Manners manners, Consumer<String> lines) throws IOException {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory("clearhop-origin"), NioIoHandler.newFactory());
        ChannelFuture binding = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new Visits(manners, lines))
                .bind(where.host(), where.port())
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            String reason = binding.cause() instanceof UnresolvedAddressException
                    ? "no address is known of this name"
                    : String.valueOf(binding.cause().getMessage());
            throw new IOException(reason, binding.cause());
        }
        return new TestOrigin(group, binding.channel());
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Closes all connections. Returns when it is done. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
