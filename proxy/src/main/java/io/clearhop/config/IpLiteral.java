package io.clearhop.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses as text, never looked up: reading the configuration must not wait for a name server. */
final class IpLiteral {
    private IpLiteral() {}

    /**
     * Reads an address.
     *
     * @param name what the address shall be called
     * @param text IPv4 in dotted decimals, or IPv6 with or without brackets
     * @return empty when the text is neither
     */
    static Optional<InetAddress> parse(String name, String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(name, bytes));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address of 4 or 16 bytes is always known", impossible);
        }
    }

    static boolean isIpv6(String text) {
        return NetUtil.isValidIpV6Address(text);
    }
}
