package io.clearhop.server;

import io.clearhop.config.Listener;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An open listener with what its connections get.
 *
 * @param address where it really listens
 */
record ListenerDoor(Listener configured, InetSocketAddress address, ListenerPipelines pipelines) {
    /** Whether a client on this machine can simply connect to it. */
    boolean isOpenToThisMachine() {
        InetAddress host = address.getAddress();
        return !configured.proxyProtocol() && (host.isLoopbackAddress() || host.isAnyLocalAddress());
    }

    /** Its address for such a client. */
    InetSocketAddress reachable() {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
    }
}
