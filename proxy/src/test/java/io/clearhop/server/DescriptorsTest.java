package io.clearhop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorsTest {
    private final List<String> done = new ArrayList<>();
    private final Descriptors descriptors = new Descriptors(100, new Descriptors.Valve() {
        @Override
        public void giveUpIdle() {
            if (done.isEmpty()) {
                done.add("idle");
            }
        }

        @Override
        public void accept(boolean accepting) {
            done.add(accepting ? "accept" : "pause");
        }
    });

    private void open(int count) {
        for (int i = 0; i < count; i++) {
            descriptors.opened();
        }
    }

    private void close(int count) {
        for (int i = 0; i < count; i++) {
            descriptors.closed();
        }
    }

    @Test
    void idleConnectionsAreGivenUpFirst() {
        open(75);
        assertThat(done).isEmpty();
        open(1);
        assertThat(done).containsExactly("idle");
    }

    @Test
    void acceptingPausesOnceAndGoesOnWhenThereIsRoom() {
        open(95);
        assertThat(done).containsExactly("idle", "pause");
        close(19);
        assertThat(done).containsExactly("idle", "pause");
        close(1);
        assertThat(done).containsExactly("idle", "pause", "accept");
    }

    @Test
    void anAcceptThatFailsPausesForAWhile() {
        descriptors.acceptFailed(new IOException("Too many open files"));
        assertThat(done).containsExactly("idle", "pause");
        descriptors.retryAccept();
        assertThat(done).containsExactly("idle", "pause", "accept");
    }

    @ParameterizedTest
    @CsvSource({
        "accept(..) failed: Too many open files, ulimit -n",
        "Too many open files in system, fs.file-max",
        "accept(..) failed: No buffer space available, tried again",
        ", tried again"
    })
    void theAdviceFitsWhatTheSystemSays(String message, String advice) {
        assertThat(Descriptors.why(new IOException(message)))
                .startsWith(String.valueOf(message))
                .contains("; ", advice);
    }

    /** In whatever language the system says it. */
    @ParameterizedTest
    @CsvSource({"-24, ulimit -n", "-23, fs.file-max", "-105, tried again"})
    void theAdviceFitsTheNumberOfTheError(int error, String advice) {
        assumeTrue(Epoll.isAvailable(), "Netty's errors ask its library for their numbers");
        assertThat(Descriptors.why(new NativeIoException("accept", error, false)))
                .contains("; ", advice);
    }

    @Test
    void linuxSaysHowManyAreFree() {
        assertThat(Descriptors.free()).isPositive();
    }
}
