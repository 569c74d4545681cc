package io.clearhop.origin;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;

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
        ChannelFactory<? extends SocketChannel> sockets,
        ChannelFactory<? extends ServerChannel> listeners,
        ChannelFactory<? extends DatagramChannel> datagrams) {}
