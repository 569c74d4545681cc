package io.clearhop.origin;

import io.clearhop.config.PoolLimits;
import io.clearhop.config.Timeouts;
import io.clearhop.exchange.LoopScope;
import io.clearhop.exchange.ProxyError;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Head;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.KnownLines;
import io.clearhop.http.Origin;
import io.clearhop.http.ReusePolicy;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.ProxyEvents;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The origin connections of one event loop: shared by all its clients, bounded for each origin, the most recently used
 * taken first. Idle connections are read, so that an origin's close evicts them at once.
 */
public final class OriginPool {
    private static final Logger LOG = LoggerFactory.getLogger(OriginPool.class);

    private final LoopScope scope;
    private final OriginConnector connector;
    private final PoolLimits limits;
    private final IntSupplier maxConnections;
    private final HeadLimits headLimits;
    private final OriginTimeouts timeouts;
    private final Map<Origin, OriginConnections> origins = new HashMap<>();
    private final Http10Origins http10 = new Http10Origins();
    private boolean draining;

    /**
     * Makes the pool of one event loop.
     *
     * @param limits this loop's share
     * @param maxConnections how many connections to one origin there may be at the moment
     */
    public OriginPool(
            LoopScope scope,
            OriginConnector connector,
            PoolLimits limits,
            IntSupplier maxConnections,
            HeadLimits headLimits,
            Timeouts timeouts) {
        this.scope = scope;
        this.connector = connector;
        this.limits = limits;
        this.maxConnections = maxConnections;
        this.headLimits = headLimits;
        this.timeouts = OriginTimeouts.of(timeouts);
    }

    /**
     * Finds a connection for an exchange: an idle one that it may take, a new one, or one that another exchange gives
     * back.
     */
    void acquire(Origin origin, OriginSource user) {
        OriginConnections connections = of(origin);
        if (connections.waiting() > 0) {
            // There may be more connections than before, where that depends on the number of clients.
            serveWaiting(origin, connections);
        }
        OriginConnection idle = connections.takeIdle(user);
        boolean anyIdle = connections.idle() > 0;
        if (idle != null) {
            user.acquired(idle, OriginChoice.IDLE);
        } else if (hasPlace(connections)) {
            connect(origin, user, anyIdle);
        } else if (connections.mayWait(limits.waiting())) {
            connections.enqueue(user);
            user.waits(timeouts.queue());
        } else {
            user.unavailable(
                    ProxyError.POOL_EXHAUSTED,
                    user.access().nameOf(origin) + ". All " + maxConnections.getAsInt() + " connections are in use and "
                            + limits.waiting() + " requests wait already.");
        }
    }

    /** Whether another connection may be made, if need be in the place of an idle one that the exchange cannot use. */
    private boolean hasPlace(OriginConnections connections) {
        int most = maxConnections.getAsInt();
        return connections.open() < most
                // Who waits may take the place at once.
                || connections.closeOldestIdle(CloseReason.MADE_ROOM) && connections.open() < most;
    }

    private void connect(Origin origin, OriginSource user, boolean anyIdle) {
        // Not those that were looked at: to make room may have emptied them, and what is empty is forgotten.
        OriginConnections connections = of(origin);
        connections.opened();
        long number = scope.connectionIds().next();
        OriginChoice why = user.connecting(number, anyIdle);
        connector.connect(origin, user.access(), new OriginConnector.Listener() {
            @Override
            public void connected(Channel channel, long nanos) {
                OriginConnection connection = adopt(number, origin, channel, user, nanos, connections.knownLines());
                connections.connected(connection);
                if (user.isOver()) {
                    release(connection);
                } else {
                    user.acquired(connection, why);
                }
            }

            @Override
            public void failed(ProxyError error, String detail) {
                connections.connectFailed();
                user.connectFailed(number, error, detail);
                serveWaiting(origin, connections);
            }
        });
    }

    private OriginConnection adopt(
            long number, Origin origin, Channel channel, OriginSource user, long nanos, KnownLines known) {
        OriginConnection connection = new OriginConnection(
                number,
                origin,
                channel,
                this,
                timeouts,
                new ResponseReader(headLimits, known),
                scope.timer().now());
        user.connected(connection, nanos);
        // A failed write must not close the channel while an early response may still be unread.
        channel.config().setOption(ChannelOption.AUTO_CLOSE, false);
        channel.pipeline().addLast(connection);
        channel.config().setAutoRead(true);
        return connection;
    }

    /** An exchange is over and its connection may be used again. */
    void release(OriginConnection connection) {
        OriginConnections connections = of(connection.origin());
        OriginSource next = connections.firstWaiting();
        if (next != null && next.mayTake(connection)) {
            connections.nextWaiting();
            next.acquired(connection, OriginChoice.GIVEN_BACK);
        } else if (next != null) {
            connection.close(CloseReason.MADE_ROOM);
        } else if (draining) {
            connection.close(CloseReason.DRAINING);
        } else if (connection.usage().isUntouched() && limits.reuse() == ReusePolicy.NEVER) {
            connection.close(CloseReason.CLIENT_LEFT);
        } else {
            connections.rest(connection);
            if (connections.idle() > limits.idle() || connections.open() > maxConnections.getAsInt()) {
                connections.closeOldestIdle(CloseReason.POOL_FULL);
            }
        }
    }

    /** A connection is closed, for whatever reason. */
    void closed(OriginConnection connection) {
        OriginConnections connections = of(connection.origin());
        connections.closed(connection);
        serveWaiting(connection.origin(), connections);
    }

    private void serveWaiting(Origin origin, OriginConnections connections) {
        connections.serveWaiting(maxConnections.getAsInt(), next -> connect(origin, next, false));
        if (connections.open() == 0 && connections.waiting() == 0) {
            origins.remove(origin, connections);
        }
    }

    private OriginConnections of(Origin origin) {
        return origins.computeIfAbsent(origin, key -> new OriginConnections());
    }

    /** Why a connection should not carry a further exchange, or null. */
    @Nullable
    CloseReason limitReached(OriginConnection connection) {
        if (draining) {
            return CloseReason.DRAINING;
        }
        if (limits.exchanges() > 0 && connection.usage().exchanges() >= limits.exchanges()) {
            return CloseReason.ORIGIN_EXCHANGES;
        }
        long lifetime = limits.lifetime().toMillis();
        boolean old = lifetime > 0 && scope.timer().now() - connection.createdMillis() >= lifetime;
        return old ? CloseReason.ORIGIN_LIFETIME : null;
    }

    /** A client connection is closed: what it alone may use is closed as well. */
    public void clientLeft(long client) {
        if (limits.reuse() == ReusePolicy.NEVER) {
            for (OriginConnections connections : new ArrayList<>(origins.values())) {
                connections.closeIdle(connection -> connection.usage().owner() == client, CloseReason.CLIENT_LEFT);
            }
        }
    }

    /** Closes what is idle, for the file descriptors. */
    public void giveUpIdle() {
        for (OriginConnections connections : new ArrayList<>(origins.values())) {
            connections.closeIdle(connection -> true, CloseReason.DESCRIPTORS_SHORT);
        }
    }

    /** Closes what is idle, and lets nothing become idle any more. */
    public void drain() {
        draining = true;
        for (OriginConnections connections : new ArrayList<>(origins.values())) {
            while (connections.closeOldestIdle(CloseReason.DRAINING)) {
                // until none is left
            }
        }
    }

    /** Closes everything. */
    public void closeAll() {
        draining = true;
        for (OriginConnections connections : new ArrayList<>(origins.values())) {
            for (OriginConnection connection : List.copyOf(connections.all())) {
                connection.close(CloseReason.DRAINING);
            }
        }
    }

    PoolLimits limits() {
        return limits;
    }

    /** Whether an origin, or parent proxy, is known to speak HTTP/1.0. */
    public boolean speaksHttp10(Origin origin) {
        return http10.contains(origin, scope.timer().now());
    }

    /** A final response came from an origin. */
    void answered(Origin origin, Head head) {
        if (head.isHttp10()) {
            http10.answeredIn10(origin, head.status(), scope.timer().now());
        } else {
            http10.answeredIn11(origin);
        }
    }

    LoopTimer timer() {
        return scope.timer();
    }

    ProxyEvents events() {
        return scope.events();
    }

    void reportBug(String where, Throwable cause) {
        LOG.error("unexpected failure on {}", where, cause);
    }
}
