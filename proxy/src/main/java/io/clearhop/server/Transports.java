package io.clearhop.server;

import static io.netty.channel.socket.SocketProtocolFamily.INET;

import io.clearhop.config.TransportKind;
import io.clearhop.loop.MendedEpoll;
import io.clearhop.origin.Transport;
import io.clearhop.origin.Transport.Sockets;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueDatagramChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Which of Netty's transports this machine has.
 *
 * @param transport makes its channels
 * @param ioHandlers makes the heart of an event loop
 */
record Transports(Transport transport, IoHandlerFactory ioHandlers) {

    /**
     * Chooses one.
     *
     * @throws IllegalStateException if the wanted one does not run here
     */
    static Transports choose(TransportKind wanted) {
        return switch (wanted) {
            case AUTO -> Epoll.isAvailable() ? epoll() : KQueue.isAvailable() ? kqueue() : nio();
            case EPOLL -> {
                if (!Epoll.isAvailable()) {
                    throw unavailable("epoll", Epoll.unavailabilityCause());
                }
                yield epoll();
            }
            case KQUEUE -> {
                if (!KQueue.isAvailable()) {
                    throw unavailable("kqueue", KQueue.unavailabilityCause());
                }
                yield kqueue();
            }
            case NIO -> nio();
        };
    }

    private static IllegalStateException unavailable(String name, Throwable cause) {
        return new IllegalStateException(
                "the transport " + name + " does not run here (" + cause.getMessage() + "); use auto or nio", cause);
    }

    private static Transports epoll() {
        return new Transports(
                new Transport(
                        "epoll",
                        new Sockets<>(() -> new EpollSocketChannel(INET), EpollSocketChannel::new),
                        new Sockets<>(() -> new EpollServerSocketChannel(INET), EpollServerSocketChannel::new),
                        EpollDatagramChannel::new),
                MendedEpoll.newFactory());
    }

    private static Transports kqueue() {
        return new Transports(
                new Transport(
                        "kqueue",
                        new Sockets<>(KQueueSocketChannel::new, KQueueSocketChannel::new),
                        new Sockets<>(KQueueServerSocketChannel::new, KQueueServerSocketChannel::new),
                        KQueueDatagramChannel::new),
                KQueueIoHandler.newFactory());
    }

    private static Transports nio() {
        return new Transports(
                new Transport(
                        "nio",
                        new Sockets<>(NioSocketChannel::new, NioSocketChannel::new),
                        new Sockets<>(NioServerSocketChannel::new, NioServerSocketChannel::new),
                        NioDatagramChannel::new),
                NioIoHandler.newFactory());
    }
}
