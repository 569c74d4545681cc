package io.clearhop.server;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Netty's epoll with three mends.
 *
 * <p>Since 4.2.13 (netty#16689) a socket that waits for no event at all is taken out of epoll, and no one puts it back:
 * when it then waits to be writable, {@code epoll_ctl} fails with ENOENT, and what was still to be sent is lost. A socket
 * waits for nothing when its peer has sent a FIN. So here it waits for nothing edge-triggered, and stays.
 *
 * <p>A socket is not told of a FIN before what was sent ahead of it has been read: to {@code EPOLLRDHUP} Netty answers with
 * reading all that the kernel has, up to some megabytes for each socket, whether the channel is to be read or not.
 *
 * <p>Events are told apart by their file descriptor alone. If handling one closes a socket of which another event waits in
 * the same batch, and opens a new one, that has its number and gets its event: a connection that is just being made fails,
 * or one that was just accepted seems to be closed. So here a socket gets no event of the batch in which it was made: none
 * of them can be its own.
 */
final class MendedEpoll implements IoHandler {
    private final IoHandler epoll;
    /** Counts the batches of events that were begun. */
    private long batch;

    private boolean within;

    MendedEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new MendedEpoll(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        IoHandle registered = within ? new Newborn((EpollIoHandle) handle, batch) : handle;
        return new Staying(epoll.register(registered));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        batch++;
        within = true;
        try {
            return epoll.run(context);
        } finally {
            within = false;
        }
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

    /** A socket that was made while a batch of events was being handled. */
    @SuppressWarnings("try") // what close() may throw is as the interface has it
    private final class Newborn implements EpollIoHandle {
        private final EpollIoHandle handle;
        private final long born;

        Newborn(EpollIoHandle handle, long born) {
            this.handle = handle;
            this.born = born;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            if (batch != born) {
                handle.handle(registration, event);
            }
        }

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        public void registered() {
            handle.registered();
        }

        @Override
        public void unregistered() {
            handle.unregistered();
        }

        @Override
        public void close() throws Exception {
            handle.close();
        }
    }

    private static final class Staying implements IoRegistration {
        private final IoRegistration registration;
        private @Nullable IoOps last;
        private long answer;

        Staying(IoRegistration registration) {
            this.registration = registration;
        }

        /** What the socket waits for already costs no system call. */
        @Override
        public long submit(IoOps ops) {
            IoOps wanted = ops instanceof EpollIoOps epoll ? epoll.without(EpollIoOps.EPOLLRDHUP) : ops;
            if (!wanted.equals(last)) {
                answer = registration.submit(wanted.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : wanted);
                last = wanted;
            }
            return answer;
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
