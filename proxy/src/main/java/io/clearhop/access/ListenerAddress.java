package io.clearhop.access;

import io.clearhop.http.Origin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * Where a listener listens: a request that goes there would come in again (RFC 9110 section 7.6).
 *
 * @param socket its address, which may stand for all of the machine's
 */
record ListenerAddress(InetSocketAddress socket) {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** Whether a connection to there would come in here. */
    boolean isAt(InetSocketAddress there) {
        return there.getPort() == socket.getPort()
                && there.getAddress() != null
                && isAt(IpBytes.toAddress(IpBytes.of(there.getAddress())));
    }

    /** Whether a target says that it is here, without being looked up: by an address, however spelled, or as localhost. */
    boolean isNamedBy(Origin target) {
        if (target.port() != socket.getPort()) {
            return false;
        }
        HostText host = HostText.of(target.host());
        List<byte[]> named = isLocalhost(host.name()) ? List.of(LOOPBACK_4, LOOPBACK_6) : host.readings();
        return named.stream().anyMatch(each -> isAt(IpBytes.toAddress(each)));
    }

    /** RFC 6761 section 6.3. */
    private static boolean isLocalhost(String name) {
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private boolean isAt(InetAddress there) {
        InetAddress reached = reached(there);
        InetAddress here = IpBytes.toAddress(IpBytes.of(socket.getAddress()));
        return here.isAnyLocalAddress() ? isOfThisMachine(reached) : here.equals(reached);
    }

    /** A connection to the unspecified address reaches the machine itself. */
    private static InetAddress reached(InetAddress address) {
        if (!address.isAnyLocalAddress()) {
            return address;
        }
        return IpBytes.toAddress(address.getAddress().length == LOOPBACK_4.length ? LOOPBACK_4 : LOOPBACK_6);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
