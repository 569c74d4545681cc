package io.clearhop.loop;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Netty's epoll with three mends, and with fewer system calls.
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
 *
 * <p>What sockets wait for is told to the kernel before the loop looks for events again, and not each time that it changes:
 * an accepted socket waits for nothing at first, and for its request at once. A socket that is about to be closed is not
 * taken out of epoll before, for the kernel does that with the last descriptor of a socket, and here each has but one.
 */
public final class MendedEpoll implements IoHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MendedEpoll.class);
    private static final long NOT_WITHIN = -1;

    private final IoHandler epoll;
    /** What the kernel has not been told yet. */
    private final List<Member> changed = new ArrayList<>();
    /** Counts the batches of events that were begun. */
    private long batch;

    private boolean within;

    MendedEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    /** Makes one for each loop. */
    public static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new MendedEpoll(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        Member member = new Member((EpollIoHandle) handle, within ? batch : NOT_WITHIN);
        member.registration = epoll.register(member);
        return member;
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        tellChanges();
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

    /** By index, for one that cannot be told is closed, and that may change others. */
    private void tellChanges() {
        for (int i = 0; i < changed.size(); i++) {
            changed.get(i).tell();
        }
        changed.clear();
    }

    /** A socket in epoll, as Netty sees it and as Netty's epoll sees it. */
    @SuppressWarnings("try") // what close() may throw is as the interface has it
    private final class Member implements EpollIoHandle, IoRegistration {
        private final EpollIoHandle handle;
        /** The batch of events within which it was made. */
        private final long born;

        private @Nullable IoRegistration registration;
        private EpollIoOps wanted = EpollIoOps.NONE;
        /** What the kernel knows of. */
        private @Nullable EpollIoOps told;

        private boolean isChanged;
        private @Nullable FileDescriptor leaving;

        Member(EpollIoHandle handle, long born) {
            this.handle = handle;
            this.born = born;
        }

        private IoRegistration registration() {
            IoRegistration own = registration;
            if (own == null) {
                throw new IllegalStateException("not registered yet");
            }
            return own;
        }

        @Override
        public void handle(IoRegistration ignored, IoEvent event) {
            if (batch != born) {
                handle.handle(this, event);
            }
        }

        @Override
        public FileDescriptor fd() {
            return leaving == null ? handle.fd() : leaving;
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

        @Override
        public long submit(IoOps ops) {
            if (leaving != null) {
                return -1;
            }
            wanted = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
            if (!isChanged) {
                isChanged = true;
                changed.add(this);
            }
            return wanted.value();
        }

        private void tell() {
            isChanged = false;
            EpollIoOps ops = wanted.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : wanted;
            if (leaving != null || ops.equals(told)) {
                return;
            }
            told = ops;
            try {
                registration().submit(ops);
            } catch (RuntimeException e) {
                LOG.warn("a socket that can wait for nothing is closed", e);
                closeQuietly();
            }
        }

        private void closeQuietly() {
            try {
                handle.close();
            } catch (Exception e) {
                LOG.warn("and that failed", e);
            }
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
        public <T> T attachment() {
            return registration().attachment();
        }

        @Override
        public boolean isValid() {
            return registration().isValid();
        }

        @Override
        public boolean cancel() {
            if (leaving == null) {
                leaving = new AsIfClosed(handle.fd().intValue());
            }
            return registration().cancel();
        }
    }

    /** The descriptor of a socket that Netty closes as soon as it has left epoll. */
    private static final class AsIfClosed extends FileDescriptor {
        AsIfClosed(int number) {
            super(number);
        }

        @Override
        public boolean isOpen() {
            return false;
        }
    }
}
