package io.clearhop.access;

import java.net.InetAddress;
import java.util.Arrays;

/** Who counts as one client where clients are counted. */
public final class ClientNetwork {
    private static final int V4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** An IPv4 address itself, the /64 of an IPv6 address: whoever has one of those usually has 2^64. */
    public static InetAddress of(InetAddress address) {
        byte[] bytes = IpBytes.of(address);
        if (bytes.length == V4_BYTES) {
            return address;
        }
        byte[] network = bytes.clone();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        return IpBytes.toAddress(network);
    }
}
