package io.clearhop.http;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which hosts are meant: a name, the names under one, or a block of IP literals. Nothing is resolved. */
public sealed interface HostPattern {
    /**
     * Whether a host is meant.
     *
     * @param host lower-case name or IP literal without brackets
     */
    boolean matches(String host);

    /**
     * Reads a pattern: {@code example.org} for that name, {@code *.example.org} for the names under it,
     * {@code .example.org} for both, {@code 10.0.0.0/8} or an address for literals; empty if it is none.
     */
    static Optional<HostPattern> of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes != null) {
            String prefix = slash < 0 ? Integer.toString(bytes.length * 8) : text.substring(slash + 1);
            return prefix.matches("\\d{1,3}") && Integer.parseInt(prefix) <= bytes.length * 8
                    ? Optional.of(new Block(text, bytes, Integer.parseInt(prefix)))
                    : Optional.empty();
        }
        boolean below = text.startsWith("*.") || text.startsWith(".");
        String name = (below ? text.substring(text.indexOf('.') + 1) : text).toLowerCase(Locale.ROOT);
        return name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*") && !name.matches("[0-9.]+")
                ? Optional.of(new Name(name, !text.startsWith("*."), below))
                : Optional.empty();
    }

    /**
     * Names.
     *
     * @param itself whether the name is meant
     * @param below whether the names under it are meant
     */
    record Name(String name, boolean itself, boolean below) implements HostPattern {
        @Override
        public boolean matches(String host) {
            return itself && host.equals(name) || below && host.endsWith("." + name);
        }
    }

    /** A block of addresses (RFC 4632 section 3.1). */
    final class Block implements HostPattern {
        private final String text;
        private final byte[] network;
        private final int prefix;

        private Block(String text, byte[] network, int prefix) {
            this.text = text;
            this.network = network;
            this.prefix = prefix;
        }

        @Override
        public boolean matches(String host) {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
            if (address == null || address.length != network.length) {
                return false;
            }
            int whole = prefix / 8;
            int rest = prefix % 8;
            return Arrays.equals(address, 0, whole, network, 0, whole)
                    && (rest == 0 || ((address[whole] ^ network[whole]) & 0xff) >> (8 - rest) == 0);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Block block && block.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
