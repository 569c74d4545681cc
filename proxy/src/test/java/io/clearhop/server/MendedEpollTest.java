package io.clearhop.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.unix.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MendedEpollTest {
    private final Events epoll = new Events();
    private final MendedEpoll mended = new MendedEpoll(epoll);
    private final Socket socket = new Socket();

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

    private void register() {
        try {
            mended.register(socket);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static final class Socket implements EpollIoHandle {
        private int events;

        @Override
        public FileDescriptor fd() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            events++;
        }

        @Override
        public void close() {}
    }

    /** Delivers events as a test wants it. */
    private static final class Events implements IoHandler {
        private final List<IoHandle> handles = new ArrayList<>();
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
