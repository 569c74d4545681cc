package io.clearhop.access;

import io.clearhop.http.Ipv6Text;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses in the notation of RFC 4632 section 3.1, {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone
 * is a block of one. A block of IPv4-mapped addresses is that block of IPv4.
 */
public final class Cidr implements DestinationPattern {
    private static final int MAPPED_BITS = 96;

    /** The proxy's own machine. */
    public static final List<Cidr> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

    private final byte[] network;
    private final int prefix;

    private Cidr(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a block.
     *
     * @throws IllegalArgumentException with what is wrong, as the end of a sentence
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = bytes(address);
        if (bytes == null) {
            throw new IllegalArgumentException("is no IP address or block; give one such as 10.0.0.0/8 or fd00::/8");
        }
        int prefix = slash < 0 ? bytes.length * 8 : prefix(text.substring(slash + 1), bytes.length * 8);
        if (IpBytes.isMapped(bytes) && prefix >= MAPPED_BITS) {
            bytes = IpBytes.normal(bytes);
            prefix -= MAPPED_BITS;
        }
        byte[] network = masked(bytes, prefix);
        if (!Arrays.equals(network, bytes)) {
            throw new IllegalArgumentException("has bits behind its prefix; give " + text(network, prefix)
                    + " for the block, or the address alone");
        }
        return new Cidr(network, prefix);
    }

    /** Four decimals without leading zeros, which some read as octal, or IPv6 without zone and brackets. */
    private static byte @Nullable [] bytes(String address) {
        if (address.indexOf(':') >= 0) {
            return Ipv6Text.parse(address);
        }
        boolean plain = address.matches("(?:(?:0|[1-9][0-9]{0,2})(?:\\.|$)){4}") && !address.endsWith(".");
        return plain ? NetUtil.createByteArrayFromIpAddressString(address) : null;
    }

    private static int prefix(String digits, int longest) {
        int prefix = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (prefix < 0 || prefix > longest) {
            throw new IllegalArgumentException("has no valid prefix length; give 0 to " + longest + " after the slash");
        }
        return prefix;
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.min(8, Math.max(0, prefix - i * 8));
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    /** Whether an address lies in the block. */
    public boolean contains(InetAddress address) {
        return contains(IpBytes.of(address));
    }

    /** Whether an address lies in the block, mapped ones made normal. */
    @Override
    public boolean contains(byte[] normal) {
        if (normal.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (normal[i] != network[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || (normal[whole] ^ network[whole]) >> (8 - rest) == 0;
    }

    /** Whether all of another block lies in this one. */
    boolean contains(Cidr other) {
        return other.prefix >= prefix && contains(other.network);
    }

    /** Whether it is all of IPv4 or all of IPv6. */
    public boolean isEverything() {
        return prefix == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr cidr && prefix == cidr.prefix && Arrays.equals(network, cidr.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefix;
    }

    /** As one would write it. */
    @Override
    public String toString() {
        return text(network, prefix);
    }

    private static String text(byte[] network, int prefix) {
        String address = NetUtil.toAddressString(IpBytes.toAddress(network));
        return prefix == network.length * 8 ? address : address + "/" + prefix;
    }
}
