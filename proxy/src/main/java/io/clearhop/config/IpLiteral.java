package io.clearhop.config;

import io.clearhop.http.Ipv6Text;
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
        byte[] plain = NetUtil.createByteArrayFromIpAddressString(text);
        byte[] bytes = plain != null ? plain : Ipv6Text.parse(withoutBrackets(text));
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(name, bytes));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address of 4 or 16 bytes is always known", impossible);
        }
    }

    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether a host is this machine alone; a name may have any address, and is not looked up. */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || parse(host, host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    static boolean isIpv6(String text) {
        return NetUtil.isValidIpV6Address(text) || Ipv6Text.parse(text) != null;
    }
}
