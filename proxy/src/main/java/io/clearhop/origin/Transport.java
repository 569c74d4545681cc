package io.clearhop.origin;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The kinds of channels of one transport.
 *
 * @param name as shown to people: epoll, kqueue or nio
 * @param sockets makes connecting sockets
 * @param listeners makes listening sockets
 * @param datagrams makes the resolver's sockets
 */
public record Transport(
        String name,
        Sockets<SocketChannel> sockets,
        Sockets<ServerChannel> listeners,
        ChannelFactory<? extends DatagramChannel> datagrams) {

    /**
     * Makes sockets that fit an address: those of IPv6 take IPv4 as well, but cost more system calls.
     *
     * @param ipv4 makes those of IPv4 alone
     * @param any makes those of both
     */
    public record Sockets<C>(ChannelFactory<? extends C> ipv4, ChannelFactory<? extends C> any) {
        /** A new socket. */
        public C newFor(InetAddress address) {
            return (address instanceof Inet4Address ? ipv4 : any).newChannel();
        }
    }
}
