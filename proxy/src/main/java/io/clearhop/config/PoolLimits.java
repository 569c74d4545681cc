package io.clearhop.config;

import io.clearhop.http.RetryPolicy;
import io.clearhop.http.ReusePolicy;
import java.time.Duration;

/**
 * How the pooled connections to one origin are used, and their bounds. Counts are for the whole process and divided among its event loops.
 *
 * @param connections open connections to one origin, idle and in use
 * @param perClient open connections to one origin for each client address that is connected, 0 for no such limit: two
 *     was the courtesy rule of RFC 2616 section 8.1.4
 * @param idle idle connections kept for one origin
 * @param waiting exchanges that may wait for a connection to one origin, else 503
 * @param exchanges on one connection before it is closed, 0 for no limit
 * @param lifetime of a connection before it is closed after its exchange, zero for no limit
 * @param reuse which idle connections a request may take
 * @param retry after which failures a request is sent once more
 */
public record PoolLimits(
        int connections,
        int perClient,
        int idle,
        int waiting,
        int exchanges,
        Duration lifetime,
        ReusePolicy reuse,
        RetryPolicy retry) {
    public static final PoolLimits DEFAULTS =
            new PoolLimits(256, 0, 64, 1024, 0, Duration.ZERO, ReusePolicy.SAFE, RetryPolicy.DEFAULT);

    /** A copy with another {@link #connections()}. */
    public PoolLimits withConnections(int value) {
        return new PoolLimits(value, perClient, idle, waiting, exchanges, lifetime, reuse, retry);
    }

    /** A copy with another {@link #perClient()}. */
    public PoolLimits withPerClient(int value) {
        return new PoolLimits(connections, value, idle, waiting, exchanges, lifetime, reuse, retry);
    }

    /** A copy with another {@link #idle()}. */
    public PoolLimits withIdle(int value) {
        return new PoolLimits(connections, perClient, value, waiting, exchanges, lifetime, reuse, retry);
    }

    /** A copy with another {@link #waiting()}. */
    public PoolLimits withWaiting(int value) {
        return new PoolLimits(connections, perClient, idle, value, exchanges, lifetime, reuse, retry);
    }

    /** A copy with another {@link #exchanges()}. */
    public PoolLimits withExchanges(int value) {
        return new PoolLimits(connections, perClient, idle, waiting, value, lifetime, reuse, retry);
    }

    /** A copy with another {@link #lifetime()}. */
    public PoolLimits withLifetime(Duration value) {
        return new PoolLimits(connections, perClient, idle, waiting, exchanges, value, reuse, retry);
    }

    /** A copy with another {@link #reuse()}. */
    public PoolLimits withReuse(ReusePolicy value) {
        return new PoolLimits(connections, perClient, idle, waiting, exchanges, lifetime, value, retry);
    }

    /** A copy with another {@link #retry()}. */
    public PoolLimits withRetry(RetryPolicy value) {
        return new PoolLimits(connections, perClient, idle, waiting, exchanges, lifetime, reuse, value);
    }
}
