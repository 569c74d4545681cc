package io.clearhop.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** IP addresses as bytes, an IPv4 address always as four of them. */
final class IpBytes {
    private static final int V4 = 4;
    private static final int V6 = 16;

    private IpBytes() {}

    /** The bytes of an address; those of IPv4 for an IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2). */
    static byte[] of(InetAddress address) {
        return normal(address.getAddress());
    }

    /** Four bytes for {@code ::ffff:a.b.c.d}, else the same. */
    static byte[] normal(byte[] bytes) {
        return isMapped(bytes) ? Arrays.copyOfRange(bytes, V6 - V4, V6) : bytes;
    }

    static boolean isMapped(byte[] bytes) {
        return bytes.length == V6 && zeros(bytes, 0, 10) && ones(bytes, 10, 12);
    }

    static InetAddress toAddress(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    /**
     * The address itself and every IPv4 address that it stands for: a network may carry a packet to the one as a packet to
     * the other.
     */
    static List<byte[]> forms(byte[] normal) {
        List<byte[]> forms = new ArrayList<>(2);
        forms.add(normal);
        if (normal.length == V6) {
            addEmbedded(normal, forms);
        }
        return forms;
    }

    private static void addEmbedded(byte[] v6, List<byte[]> forms) {
        // IPv4-compatible (RFC 4291 section 2.5.5.1); :: and ::1 are addresses of their own.
        if (zeros(v6, 0, 12) && !(zeros(v6, 12, 15) && (v6[15] & 0xff) <= 1)) {
            forms.add(Arrays.copyOfRange(v6, 12, 16));
        }
        // IPv4-translated, ::ffff:0:a.b.c.d (RFC 2765 section 2.1).
        if (zeros(v6, 0, 8) && ones(v6, 8, 10) && zeros(v6, 10, 12)) {
            forms.add(Arrays.copyOfRange(v6, 12, 16));
        }
        // NAT64: 64:ff9b::/96 (RFC 6052 section 2.1), and the local 64:ff9b:1::/48 (RFC 8215), which may be used with a
        // prefix of 96 or of 48 bits (RFC 6052 section 2.2).
        if (startsWith(v6, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            forms.add(Arrays.copyOfRange(v6, 12, 16));
        } else if (startsWith(v6, 0x00, 0x64, 0xff, 0x9b, 0, 1)) {
            forms.add(zeros(v6, 11, 16) ? new byte[] {v6[6], v6[7], v6[9], v6[10]} : Arrays.copyOfRange(v6, 12, 16));
        }
        // 6to4 (RFC 3056 section 2).
        if (startsWith(v6, 0x20, 0x02)) {
            forms.add(Arrays.copyOfRange(v6, 2, 6));
        }
        // Teredo: the client's address is inverted (RFC 4380 section 4).
        if (startsWith(v6, 0x20, 0x01, 0x00, 0x00)) {
            forms.add(new byte[] {(byte) ~v6[12], (byte) ~v6[13], (byte) ~v6[14], (byte) ~v6[15]});
        }
        // ISATAP interface identifier (RFC 5214 section 6.1).
        if ((v6[8] & 0xfd) == 0 && v6[9] == 0 && v6[10] == 0x5e && (v6[11] & 0xff) == 0xfe) {
            forms.add(Arrays.copyOfRange(v6, 12, 16));
        }
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        return all(bytes, from, to, 0);
    }

    private static boolean ones(byte[] bytes, int from, int to) {
        return all(bytes, from, to, -1);
    }

    private static boolean all(byte[] bytes, int from, int to, int value) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != value) {
                return false;
            }
        }
        return true;
    }
}
