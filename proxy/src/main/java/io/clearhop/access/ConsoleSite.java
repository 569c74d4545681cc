package io.clearhop.access;

import io.clearhop.http.Origin;
import java.net.InetSocketAddress;

/**
 * The proxy's own console, where clients find it under a name that is nobody else's: {@code test} is reserved (RFC 6761
 * section 6.2).
 *
 * @param address where it listens
 * @param guarded whether it asks for a token; else it is for clients on this machine alone
 */
public record ConsoleSite(InetSocketAddress address, boolean guarded) {
    /** What clients of the proxy call it. */
    public static final Origin NAME = new Origin("clearhop.test", 80);
}
