package io.clearhop.config;

/**
 * Bounds of what clients may use. Counts are for the whole process.
 *
 * @param connections open client connections
 * @param perAddress open connections of one client address, 0 for no limit; an IPv6 address counts with its /64
 * @param requestContent bytes of content of a request, 0 for no limit
 */
public record ClientLimits(int connections, int perAddress, int requestContent) {
    public static final ClientLimits DEFAULTS = new ClientLimits(20_000, 0, 0);

    /** A copy with another {@link #connections()}. */
    public ClientLimits withConnections(int value) {
        return new ClientLimits(value, perAddress, requestContent);
    }

    /** A copy with another {@link #perAddress()}. */
    public ClientLimits withPerAddress(int value) {
        return new ClientLimits(connections, value, requestContent);
    }

    /** A copy with another {@link #requestContent()}. */
    public ClientLimits withRequestContent(int value) {
        return new ClientLimits(connections, perAddress, value);
    }
}
