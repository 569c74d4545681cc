package io.clearhop.console;

import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The console's listener, on an event loop of its own. Thread-safe. */
public final class ConsoleServer implements AutoCloseable {
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEAD = 16_384;
    private static final int MAX_CHUNK = 8192;
    private static final int MAX_CONTENT = 65_536;
    private static final int IDLE_SECONDS = 60;
    private static final int MOST_CONNECTIONS = 256;
    /** A part of them that others cannot take from who sits at this machine. */
    private static final int KEPT_FOR_THIS_MACHINE = 64;

    private final EventLoopGroup group;
    private final Channel listening;
    private final InetSocketAddress address;
    private final Tokens tokens;
    private final String ownName;
    private final Function<InetAddress, SocketChannel> sockets;
    private final AtomicInteger readers = new AtomicInteger();
    // Volatile: set by who starts the proxy, read by the loop.
    private volatile @Nullable ConsoleProxy proxy;
    // Of the loop.
    private @Nullable Site site;
    private int connections;

    /**
     * Listens. Connections are closed until it is {@linkplain #show told} what to show.
     *
     * @param ioHandlers makes the heart of its event loop
     * @param listeners makes listening channels for it
     * @param sockets makes connecting channels that fit an address, for replays
     * @throws IOException if the address is taken or not to be had
     */
    public ConsoleServer(
            HostPort where,
            ConsoleSettings settings,
            IoHandlerFactory ioHandlers,
            ChannelFactory<? extends ServerChannel> listeners,
            Function<InetAddress, SocketChannel> sockets)
            throws IOException {
        this.sockets = sockets;
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("clearhop-console", true), ioHandlers);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channelFactory(listeners)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipelines());
        ChannelFuture binding = bootstrap.bind(where.host(), where.port()).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(String.valueOf(binding.cause().getMessage()), binding.cause());
        }
        listening = binding.channel();
        address = (InetSocketAddress) listening.localAddress();
        tokens = new Tokens(settings.token(), address.getPort());
        ownName = where.host();
    }

    /** Begins to answer. */
    public void show(ConsoleProxy shown) {
        proxy = shown;
    }

    /** How many read its stream now. */
    public int readers() {
        return readers.get();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Where it is reached from this machine. */
    public InetSocketAddress reachable() {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
    }

    /** Whether callers have to show a token. */
    public boolean isGuarded() {
        return tokens.areWanted();
    }

    private final class Pipelines extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            ConsoleProxy shown = proxy;
            if (shown == null || connections >= mostFor(channel.remoteAddress())) {
                channel.close();
                return;
            }
            connections++;
            channel.closeFuture().addListener(f -> connections--);
            channel.pipeline()
                    .addLast(new IdleStateHandler(true, 0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                    .addLast(new HttpServerCodec(MAX_LINE, MAX_HEAD, MAX_CHUNK))
                    .addLast(new HttpObjectAggregator(MAX_CONTENT, true))
                    .addLast(new ConsoleHandler(site(shown, channel.eventLoop())));
        }
    }

    private static int mostFor(SocketAddress client) {
        boolean here = client instanceof InetSocketAddress socket
                && socket.getAddress().isLoopbackAddress();
        return here ? MOST_CONNECTIONS : MOST_CONNECTIONS - KEPT_FOR_THIS_MACHINE;
    }

    private Site site(ConsoleProxy shown, EventLoop loop) {
        Site known = site;
        if (known == null) {
            known = new Site(shown, ownName, tokens, loop, sockets, readers);
            site = known;
        }
        return known;
    }

    /** Closes all connections. Returns when it is closed. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        if (site != null) {
            site.close();
        }
    }
}
