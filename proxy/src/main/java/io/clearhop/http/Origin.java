package io.clearhop.http;

import io.netty.util.NetUtil;
import java.util.Locale;

/**
 * Where a request goes: the key of a pool of connections.
 *
 * @param host lower-case name or IP literal, an IPv6 literal without brackets
 * @param port 1 to 65535
 */
public record Origin(String host, int port) {
    /** Names compare without regard to case (RFC 9110 section 4.2.3). */
    public Origin {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Whether the host is an IP literal. */
    public boolean isLiteral() {
        return NetUtil.isValidIpV4Address(host) || Ipv6Text.parse(host) != null;
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
