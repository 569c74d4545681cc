package io.clearhop.config;

/** Which of Netty's transports carries the sockets. */
public enum TransportKind {
    /** epoll on Linux, kqueue on macOS, else NIO. */
    AUTO,
    EPOLL,
    KQUEUE,
    NIO
}
