package io.clearhop.server;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll, for sockets of which one half is closed. Since 4.2.13 (netty#16689) a socket that waits for no event at
 * all is taken out of epoll, and no one puts it back: when it then waits to be writable, {@code epoll_ctl} fails with
 * ENOENT, and what was still to be sent is lost. A socket waits for nothing when its peer has sent a FIN. So here it
 * waits for nothing edge-triggered, and stays.
 *
 * <p>And it is not told of a FIN before what was sent ahead of it has been read: to {@code EPOLLRDHUP} Netty answers with
 * reading all that the kernel has, up to some megabytes for each socket, whether the channel is to be read or not.
 */
final class HalfOpenEpoll implements IoHandler {
    private final IoHandler epoll;

    private HalfOpenEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new HalfOpenEpoll(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Staying(epoll.register(handle));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    private record Staying(IoRegistration registration) implements IoRegistration {
        @Override
        public long submit(IoOps ops) {
            IoOps wanted = ops instanceof EpollIoOps epoll ? epoll.without(EpollIoOps.EPOLLRDHUP) : ops;
            return registration.submit(wanted.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : wanted);
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}
