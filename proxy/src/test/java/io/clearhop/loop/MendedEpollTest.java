package io.clearhop.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MendedEpollTest {
    private final Events epoll = new Events();
    private final MendedEpoll mended = new MendedEpoll(epoll);
    private final Socket socket = new Socket();
    private IoRegistration registration;

    @Test
    void anEventOfAClosedSocketIsNotGivenToTheOneThatHasItsNumberNow() {
        epoll.batch = () -> {
            register();
            epoll.happen();
        };
        mended.run(null);
        assertThat(socket.events).isZero();
        epoll.batch = epoll::happen;
        mended.run(null);
        assertThat(socket.events).isEqualTo(1);
    }

    @Test
    void aSocketThatIsMadeBetweenTwoBatchesGetsItsFirstEvent() {
        mended.run(null);
        register();
        epoll.batch = epoll::happen;
        mended.run(null);
        assertThat(socket.events).isEqualTo(1);
    }

    @Test
    void whatASocketWaitsForIsToldOnceBeforeTheLoopLooksForEvents() {
        register();
        registration.submit(EpollIoOps.EPOLLRDHUP);
        registration.submit(EpollIoOps.EPOLLIN);
        assertThat(epoll.told).isEmpty();
        epoll.batch = () -> assertThat(epoll.told).containsExactly(EpollIoOps.EPOLLIN);
        mended.run(null);
        mended.run(null);
        assertThat(epoll.told).hasSize(1);
    }

    @Test
    void aSocketThatWaitsForNothingStaysInEpollAndWaitsForNothingEdgeTriggered() {
        register();
        registration.submit(EpollIoOps.EPOLLRDHUP);
        mended.run(null);
        assertThat(epoll.told).containsExactly(EpollIoOps.EPOLLET);
    }

    @Test
    void aSocketThatHasLeftIsNotToldOfAndSeemsClosedSoThatItIsNotTakenOut() {
        register();
        registration.submit(EpollIoOps.EPOLLIN);
        assertThat(epoll.handles.get(0))
                .returns(true, handle -> ((EpollIoHandle) handle).fd().isOpen());
        registration.cancel();
        assertThat(((EpollIoHandle) epoll.handles.get(0)).fd())
                .returns(false, FileDescriptor::isOpen)
                .returns(Socket.NUMBER, FileDescriptor::intValue);
        assertThat(registration.submit(EpollIoOps.EPOLLOUT)).isNegative();
        mended.run(null);
        assertThat(epoll.told).isEmpty();
    }

    @Test
    void aSocketThatEpollDoesNotTakeIsClosedAndTheOthersAreTold() {
        epoll.full = true;
        register();
        registration.submit(EpollIoOps.EPOLLIN);
        IoRegistration first = registration;
        socket.whenClosed = () -> {
            epoll.full = false;
            first.cancel();
            register();
            registration.submit(EpollIoOps.EPOLLOUT);
        };
        mended.run(null);
        assertThat(epoll.told).containsExactly(EpollIoOps.EPOLLOUT);
    }

    private void register() {
        try {
            registration = mended.register(socket);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static final class Socket implements EpollIoHandle {
        private static final int NUMBER = 7;

        private int events;
        private Runnable whenClosed = () -> {};

        @Override
        public FileDescriptor fd() {
            return new FileDescriptor(NUMBER);
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            events++;
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }

    /** Delivers events as a test wants it. */
    private static final class Events implements IoHandler {
        private final List<IoHandle> handles = new ArrayList<>();
        private final List<IoOps> told = new ArrayList<>();
        private boolean full;
        private Runnable batch = () -> {};

        void happen() {
            handles.forEach(handle -> handle.handle(null, null));
        }

        @Override
        public int run(IoHandlerContext context) {
            batch.run();
            return handles.size();
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            handles.add(handle);
            return new IoRegistration() {
                @Override
                @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
                public <T> T attachment() {
                    return null;
                }

                @Override
                public long submit(IoOps ops) {
                    if (full) {
                        throw new UncheckedIOException(new IOException("No space left on device"));
                    }
                    told.add(ops);
                    return 0;
                }

                @Override
                public boolean isValid() {
                    return true;
                }

                @Override
                public boolean cancel() {
                    return true;
                }
            };
        }

        @Override
        public void wakeup() {}

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return true;
        }
    }
}
