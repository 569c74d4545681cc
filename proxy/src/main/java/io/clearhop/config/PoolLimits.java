package io.clearhop.config;

import java.time.Duration;

/**
 * Bounds of the pooled connections to one origin. Counts are for the whole process and divided among its event loops.
 *
 * @param connections open connections to one origin, idle and in use
 * @param idle idle connections kept for one origin
 * @param waiting exchanges that may wait for a connection to one origin, else 503
 * @param exchanges on one connection before it is closed, 0 for no limit
 * @param lifetime of a connection before it is closed after its exchange, zero for no limit
 */
public record PoolLimits(int connections, int idle, int waiting, int exchanges, Duration lifetime) {
    public static final PoolLimits DEFAULTS = new PoolLimits(256, 64, 1024, 0, Duration.ZERO);

    /** A copy with another {@link #connections()}. */
    public PoolLimits withConnections(int value) {
        return new PoolLimits(value, idle, waiting, exchanges, lifetime);
    }

    /** A copy with another {@link #idle()}. */
    public PoolLimits withIdle(int value) {
        return new PoolLimits(connections, value, waiting, exchanges, lifetime);
    }

    /** A copy with another {@link #waiting()}. */
    public PoolLimits withWaiting(int value) {
        return new PoolLimits(connections, idle, value, exchanges, lifetime);
    }

    /** A copy with another {@link #exchanges()}. */
    public PoolLimits withExchanges(int value) {
        return new PoolLimits(connections, idle, waiting, value, lifetime);
    }

    /** A copy with another {@link #lifetime()}. */
    public PoolLimits withLifetime(Duration value) {
        return new PoolLimits(connections, idle, waiting, exchanges, value);
    }
}
