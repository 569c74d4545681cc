package io.clearhop.server;

import io.clearhop.access.NextHop;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.config.TransportKind;
import io.clearhop.console.ConsoleServer;
import io.clearhop.console.Playhouse;
import io.clearhop.console.TcpFacts;
import io.clearhop.loop.Ids;
import io.clearhop.metrics.Metrics;
import io.clearhop.observe.Observer;
import io.clearhop.origin.Transport;
import io.clearhop.record.LiveState;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running proxy. Thread-safe.
 *
 * <pre>{@code
 * try (ProxyServer proxy = ProxyServer.start(ProxyConfig.DEFAULTS)) {
 *     InetSocketAddress address = proxy.listeners().get(0).address();
 *     …
 * }
 * }</pre>
 */
public final class ProxyServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final String LOOPBACK = "127.0.0.1";
    /** More than a proxy counts to; thousands of them fit the whole numbers of a page's script. */
    private static final long SERIES = 1_000_000_000_000L;

    /**
     * An open listener.
     *
     * @param configured as it was asked for
     * @param address where it really listens, the chosen port included
     */
    public record Bound(Listener configured, InetSocketAddress address) {}

    private final ProxyConfig config;
    private final Transports transports;
    private final EventLoopGroup group;
    private final Observation observation;
    private final @Nullable UserFile users;
    private final @Nullable ConsoleServer console;
    private final NextHop nextHop;
    private final OpenChannels channels;
    private final Sockets sockets;
    private final Descriptors descriptors;
    private final List<LoopServices> services = new ArrayList<>();
    private final Map<EventLoop, LoopServices> byLoop = new HashMap<>();
    private final List<Channel> listening = new CopyOnWriteArrayList<>();
    private final List<ListenerDoor> doors = new CopyOnWriteArrayList<>();
    private final Shutdown shutdown;
    // Volatile: set by who runs the proxy, read by the console.
    private volatile @Nullable Playhouse playhouse;

    private ProxyServer(
            ProxyConfig given,
            Transports transports,
            @Nullable ConsoleServer console,
            long before,
            List<Observer> extraObservers) {
        config = named(given);
        this.transports = transports;
        this.console = console;
        nextHop = LoopServices.nextHop(config, Consoles.site(console));
        Path authFile = config.access().authFile();
        users = authFile == null ? null : new UserFile(authFile);
        int loops = config.eventLoops() > 0
                ? config.eventLoops()
                : Runtime.getRuntime().availableProcessors();
        group = new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory("clearhop-loop"), transports.ioHandlers());
        observation = new Observation(config, extraObservers);
        descriptors = new Descriptors(Descriptors.free(), new Valve());
        ClientCensus census =
                new ClientCensus(config.clientLimits(), config.pool().perClient() > 0);
        channels = new OpenChannels(console != null || !extraObservers.isEmpty());
        sockets = new Sockets(descriptors, census, new TcpKeepAlive(config.tcpKeepAlive()), channels);
        Transport counting = sockets.counting(transports.transport());
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            int index = services.size();
            LoopServices own = new LoopServices(
                    loop,
                    () -> new Ids(before, index, loops),
                    loops,
                    config,
                    nextHop,
                    counting,
                    observation.addLoop(),
                    observation.watched(loops),
                    census::addresses,
                    users);
            services.add(own);
            byLoop.put(loop, own);
        }
        shutdown = new Shutdown(config.timeouts(), services, new Parts());
        observation.start();
    }

    /** What is done when file descriptors become few. */
    private final class Valve implements Descriptors.Valve {
        @Override
        public void giveUpIdle() {
            for (LoopServices own : services) {
                own.loop().execute(own::giveUpIdle);
            }
        }

        @Override
        public void accept(boolean accepting) {
            for (Channel channel : listening) {
                channel.config().setAutoRead(accepting);
            }
        }
    }

    /** Loops are found by the name in Via, so that a proxy which is given none needs one that no other has. */
    private static ProxyConfig named(ProxyConfig config) {
        if (!config.via().isEmpty()) {
            return config;
        }
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        return config.with(builder -> builder.via("clearhop-" + HexFormat.of().formatHex(random)));
    }

    /**
     * Starts a proxy; it listens when this returns.
     *
     * @throws BindFailure if a listener could not be bound, or a console that is required; then nothing is left running
     * @throws IllegalStateException if the transport that was asked for does not run here, or the file of users is wrong
     */
    public static ProxyServer start(ProxyConfig config, Observer... observers) throws BindFailure {
        return start(config, 0, observers);
    }

    /**
     * Starts a proxy that is observed together with others of this process, so that none of its numbers may be one of
     * theirs.
     *
     * @param series tells it from the others: its connections and exchanges are numbered from {@code series} · 10^12 + 1
     * @throws BindFailure as the other one does
     */
    public static ProxyServer startInSeries(int series, ProxyConfig config, Observer... observers) throws BindFailure {
        return start(config, series * SERIES, observers);
    }

    private static ProxyServer start(ProxyConfig config, long before, Observer... observers) throws BindFailure {
        Transports transports = Transports.choose(config.transport());
        ConsoleServer console = Consoles.open(config, transports);
        ProxyServer server;
        try {
            server = new ProxyServer(config, transports, console, before, List.of(observers));
        } catch (RuntimeException e) {
            if (console != null) {
                console.close();
            }
            throw e;
        }
        try {
            for (Listener listener : config.listeners()) {
                server.bind(listener);
            }
        } catch (BindFailure e) {
            server.stopNow();
            throw e;
        }
        server.showConsole();
        return server;
    }

    private void showConsole() {
        if (console != null) {
            console.show(new ConsoleBridge(this, config));
        }
    }

    private void bind(Listener listener) throws BindFailure {
        ListenerPipelines pipelines = new ListenerPipelines(listener, config, nextHop, group, byLoop, sockets);
        Channel channel = bind(listener, pipelines, new Accepting(descriptors));
        listening.add(channel);
        doors.add(new ListenerDoor(listener, (InetSocketAddress) channel.localAddress(), pipelines));
    }

    /** Listens on the loopback interface for one client, for the console. */
    InetSocketAddress openDoor(ListenMode mode) throws BindFailure {
        Listener listener = new Listener(mode, LOOPBACK, 0);
        ListenerPipelines pipelines = new ListenerPipelines(listener, config, nextHop, group, byLoop, sockets);
        return (InetSocketAddress)
                bind(listener, pipelines, new OneClient(descriptors)).localAddress();
    }

    private Channel bind(Listener listener, ListenerPipelines pipelines, ChannelHandler gate) throws BindFailure {
        InetSocketAddress address = new InetSocketAddress(listener.host(), listener.port());
        // Not a ServerBootstrap: who accepts stands in the pipeline.
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channelFactory(() -> transports.transport().listeners().newFor(address.getAddress()))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(gate, pipelines);
                    }
                });
        sockets.listening(bootstrap, transports.transport().name().equals("epoll"));
        ChannelFuture binding = bootstrap.bind(address).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new BindFailure(listener, binding.cause());
        }
        return binding.channel();
    }

    /** Where it listens, in the order of the configuration. */
    public List<Bound> listeners() {
        return doors.stream()
                .map(door -> new Bound(door.configured(), door.address()))
                .toList();
    }

    List<ListenerDoor> doors() {
        return doors;
    }

    /** Where the console listens, if there is one. */
    public Optional<InetSocketAddress> console() {
        return Optional.ofNullable(console).map(ConsoleServer::address);
    }

    /** How many look at the console's page now, or read its stream otherwise. */
    public int consoleReaders() {
        return console == null ? 0 : console.readers();
    }

    /** From now on this can be played from the console; what it shows has to be in {@link #live()}. */
    public void play(Playhouse plays) {
        playhouse = plays;
    }

    @Nullable
    Playhouse playhouse() {
        return playhouse;
    }

    /** Which transport carries the sockets. */
    public String transport() {
        return transports.transport().name();
    }

    /** Which transport would carry the sockets here. */
    public static String transportName(TransportKind wanted) {
        return Transports.choose(wanted).transport().name();
    }

    /** What is going on in it, if it is recorded. */
    public Optional<LiveState> live() {
        return Optional.ofNullable(observation.live());
    }

    /** What has been counted, if it is. */
    public Optional<Metrics> metrics() {
        return Optional.ofNullable(observation.metrics());
    }

    /**
     * What the kernel knows of an open connection with these ends, of a proxy that has a console or observers to learn of
     * its connections; null where it does not say, or there is none.
     */
    public CompletionStage<@Nullable TcpFacts> tcp(@Nullable SocketAddress local, @Nullable SocketAddress remote) {
        return channels.tcp(local, remote);
    }

    /** How many events could not be observed because a queue was full. */
    public long droppedEvents() {
        return observation.dropped();
    }

    /**
     * Stops. First it gives notice, if it is to: all are served as before, but each response is the last on its
     * connection. Then no more connections are accepted, exchanges in progress have the drain timeout to end, and
     * everything is closed. Returns when it is.
     */
    public void stop() {
        shutdown.run();
    }

    /** Whether it has been told to stop. */
    boolean isStopping() {
        return shutdown.hasBegun();
    }

    /** Stops without waiting for exchanges in progress: they are cut. Returns when everything is closed. */
    public void stopNow() {
        shutdown.runNow();
    }

    /** What stops with the proxy. */
    private final class Parts implements Shutdown.Parts {
        /** The console first: who looks at it through the proxy would be an exchange in progress. */
        @Override
        public void closeEntrances() {
            if (console != null) {
                console.close();
            }
            for (Channel channel : listening) {
                channel.close().awaitUninterruptibly();
            }
        }

        @Override
        public void closeRest() {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            observation.close();
            if (users != null) {
                users.close();
            }
        }
    }

    /** Waits until the proxy has stopped. */
    public void awaitStopped() {
        shutdown.await();
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
        awaitStopped();
    }
}
