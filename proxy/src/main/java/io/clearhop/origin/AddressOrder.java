package io.clearhop.origin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** In which order the addresses of a host are tried: the families take turns (RFC 8305 section 4). */
final class AddressOrder {
    private AddressOrder() {}

    /** The family of the resolver's first answer begins. */
    static List<InetAddress> interleave(List<InetAddress> resolved) {
        if (resolved.size() < 2) {
            return resolved;
        }
        boolean firstIs6 = resolved.get(0) instanceof Inet6Address;
        Deque<InetAddress> preferred = new ArrayDeque<>();
        Deque<InetAddress> other = new ArrayDeque<>();
        for (InetAddress address : resolved) {
            (address instanceof Inet6Address == firstIs6 ? preferred : other).add(address);
        }
        List<InetAddress> ordered = new ArrayList<>(resolved.size());
        while (!preferred.isEmpty() || !other.isEmpty()) {
            if (!preferred.isEmpty()) {
                ordered.add(preferred.removeFirst());
            }
            if (!other.isEmpty()) {
                ordered.add(other.removeFirst());
            }
        }
        return ordered;
    }
}
