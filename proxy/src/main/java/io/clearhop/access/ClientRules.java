package io.clearhop.access;

import java.net.InetAddress;
import java.util.List;

/**
 * Which clients may use a listener. Those on the proxy's own machine always may.
 *
 * @param allowed others that may
 * @param everyone whether all may, because they are asked for a password
 */
public record ClientRules(List<Cidr> allowed, boolean everyone) {
    /** Clients on this machine alone. */
    public static final ClientRules LOOPBACK = new ClientRules(List.of(), false);

    public ClientRules {
        allowed = List.copyOf(allowed);
    }

    /**
     * The rules of a listener.
     *
     * @param allowed as configured
     * @param authenticates whether the listener asks for a password; then no rule means everyone
     */
    public static ClientRules of(List<Cidr> allowed, boolean authenticates) {
        return new ClientRules(allowed, authenticates && allowed.isEmpty());
    }

    /** Whether a client of this address may use the proxy. */
    public boolean allows(InetAddress client) {
        return everyone || isLoopback(client) || allowed.stream().anyMatch(block -> block.contains(client));
    }

    /** Whether a client is on the proxy's own machine. */
    static boolean isLoopback(InetAddress client) {
        byte[] normal = IpBytes.of(client);
        return IpBytes.toAddress(normal).isLoopbackAddress();
    }
}
