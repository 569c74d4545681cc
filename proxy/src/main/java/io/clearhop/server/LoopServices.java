package io.clearhop.server;

import io.clearhop.access.Accounts;
import io.clearhop.access.ConsoleSite;
import io.clearhop.access.NextHop;
import io.clearhop.access.ProxyAuthentication;
import io.clearhop.client.ClientPolicy;
import io.clearhop.client.ClientScope;
import io.clearhop.config.HostPort;
import io.clearhop.config.ParentCredentials;
import io.clearhop.config.PoolLimits;
import io.clearhop.config.ProxyConfig;
import io.clearhop.config.Timeouts;
import io.clearhop.exchange.LocalResponses;
import io.clearhop.exchange.LoopScope;
import io.clearhop.exchange.Watch;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.forward.Via;
import io.clearhop.http.Origin;
import io.clearhop.http.RequestTarget;
import io.clearhop.loop.Backlog;
import io.clearhop.loop.DateLine;
import io.clearhop.loop.Ids;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.origin.OriginPool;
import io.clearhop.origin.Resolver;
import io.clearhop.origin.SocketConnector;
import io.clearhop.origin.Transport;
import io.clearhop.relay.Linger;
import io.clearhop.relay.RelayRegistry;
import io.clearhop.relay.RelayScope;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that one event loop has for itself: the wiring of the proxy, once for each loop. */
final class LoopServices {
    /** One part of the memory for buffers may wait for receivers that take nothing; the rest is for all others. */
    private static final int SHARE_OF_MEMORY = 4;

    private final EventLoop loop;
    private final ClientScope clients;
    private final RelayScope relays;
    private final SocketConnector connector;
    private final OriginPool pool;
    private final Resolver resolver;
    private final LoopTimer timer;
    private final Backlog backlog;

    LoopServices(
            EventLoop loop,
            Supplier<Ids> ids,
            int loops,
            ProxyConfig config,
            NextHop nextHop,
            Transport transport,
            ProxyEvents events,
            int watched,
            IntSupplier clientAddresses,
            @Nullable Accounts accounts) {
        this.loop = loop;
        Timeouts timeouts = config.timeouts();
        timer = new LoopTimer(loop);
        LoopScope scope = new LoopScope(
                loop,
                timer,
                events,
                new Watch(timer, watched),
                ids.get(),
                ids.get(),
                new DateLine(),
                new RequestTarget());
        backlog = new Backlog(PlatformDependent.maxDirectMemory() / SHARE_OF_MEMORY / loops);
        if (!config.splice()) {
            backlog.closeShortcuts();
        }
        resolver = new Resolver(loop, transport, config.dnsServers(), config.resolve(), timeouts.dns());
        connector = new SocketConnector(
                loop,
                transport,
                resolver,
                timer,
                backlog,
                nextHop.console(),
                timeouts.connect().toMillis());
        pool = new OriginPool(
                scope,
                connector,
                share(config.pool(), loops),
                maxConnections(config.pool(), loops, clientAddresses),
                config.headLimits(),
                timeouts);
        LocalResponses responses =
                new LocalResponses(config.via(), config.access().authRealm());
        ClientPolicy policy = new ClientPolicy(
                nextHop,
                config.protectedNomination(),
                config.upgrade(),
                config.http10KeepAlive(),
                config.keepAliveHint(),
                config.clientExchanges(),
                config.headLimits(),
                timeouts.requestHead().toMillis(),
                timeouts.clientIdle().toMillis(),
                linger(timeouts, timeouts.stall()),
                config.clientLimits().requestContent(),
                timeouts.tunnelIdle().toMillis());
        Via via = new Via(config.via());
        HopAwareForwarder toOrigin = new HopAwareForwarder(via, false);
        ParentCredentials credentials = config.parentCredentials();
        HopAwareForwarder toParent =
                HopAwareForwarder.toParent(via, accounts != null, credentials == null ? "" : credentials.basic());
        ProxyAuthentication authentication = accounts == null ? null : new ProxyAuthentication(accounts, loop);
        clients = new ClientScope(scope, policy, toOrigin, toParent, pool, connector, responses, authentication);
        relays = new RelayScope(
                scope,
                connector,
                responses,
                new RelayRegistry(),
                config.headLimits(),
                nextHop,
                timeouts.requestHead().toMillis(),
                timeouts.clientIdle().toMillis(),
                linger(timeouts, timeouts.tunnelIdle()),
                timeouts.tunnelIdle().toMillis());
    }

    /**
     * Where requests go.
     *
     * @param console the console, or null if there is none
     */
    static NextHop nextHop(ProxyConfig config, @Nullable ConsoleSite console) {
        HostPort parent = config.parent();
        return new NextHop(
                parent == null ? null : new Origin(parent.host(), parent.port()), config.parentBypass(), console);
    }

    private static Linger linger(Timeouts timeouts, Duration flush) {
        return new Linger(
                flush.toMillis(),
                timeouts.linger().toMillis(),
                timeouts.lingerTotal().toMillis());
    }

    /** Limits are for the whole process; each loop has its share, rounded up. */
    static PoolLimits share(PoolLimits limits, int loops) {
        return limits.withConnections(ceilDiv(limits.connections(), loops))
                .withIdle(ceilDiv(limits.idle(), loops))
                .withWaiting(ceilDiv(limits.waiting(), loops));
    }

    /** How many connections to one origin the pool may have; with a bound for each client it depends on their number. */
    static IntSupplier maxConnections(PoolLimits limits, int loops, IntSupplier clientAddresses) {
        int most = ceilDiv(limits.connections(), loops);
        int each = limits.perClient();
        if (each == 0) {
            return () -> most;
        }
        return () -> (int) Math.max(1, Math.min(most, ceilDiv((long) each * clientAddresses.getAsInt(), loops)));
    }

    private static int ceilDiv(int whole, int parts) {
        return (int) ceilDiv((long) whole, parts);
    }

    /** In long, for settings go up to where their products and sums do not fit an int. */
    private static long ceilDiv(long whole, int parts) {
        return (whole + parts - 1) / parts;
    }

    EventLoop loop() {
        return loop;
    }

    LoopTimer timer() {
        return timer;
    }

    ClientScope clients() {
        return clients;
    }

    Backlog backlog() {
        return backlog;
    }

    RelayScope relays() {
        return relays;
    }

    /** Lets each client go with its next response. On the loop. */
    void leave() {
        clients.leave();
    }

    /** Lets idle connections go and the others after their exchange. On the loop. */
    void drain() {
        clients.drain();
        relays.registry().drain();
        pool.drain();
    }

    /** Closes idle connections to origins. On the loop. */
    void giveUpIdle() {
        pool.giveUpIdle();
    }

    /** Done when nothing more is begun on the loop, after {@link #closeAll}. */
    Future<?> settled() {
        return resolver.settled();
    }

    /** How many client connections are open. On the loop. */
    int openClients() {
        return clients.size() + relays.registry().size();
    }

    /** Closes what is left. On the loop. */
    void closeAll() {
        clients.closeAll();
        relays.registry().closeAll();
        pool.closeAll();
        connector.close();
        resolver.close();
        backlog.close();
    }
}
