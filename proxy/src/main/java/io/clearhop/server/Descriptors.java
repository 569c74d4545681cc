package io.clearhop.server;

import io.clearhop.kernel.ProcessFiles;
import io.netty.channel.unix.Errors.NativeIoException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file descriptors that sockets may use. When they become few, idle connections to origins are given up; when hardly
 * any is left, no more clients are accepted until some are free, so that those who are served can be served on. Thread-safe.
 */
final class Descriptors {
    /** What is done about it. Any thread. */
    interface Valve {
        /** Descriptors are few. */
        void giveUpIdle();

        /** Whether clients are to be accepted. */
        void accept(boolean accepting);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);
    private static final int LEAST_RESERVE = 8;
    private static final int MOST_RESERVE = 64;
    // Linux and macOS: the process has, or the whole system has, no more.
    private static final int EMFILE = -24;
    private static final int ENFILE = -23;
    private static final String OWN_LIMIT = "; raise the limit (ulimit -n) or lower max-clients";
    private static final Path PROCESS = Path.of("/proc/self");

    private final int total;
    private final int few;
    private final int hardlyAny;
    private final Valve valve;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean();

    /**
     * Makes the account.
     *
     * @param free how many descriptors sockets may use
     */
    Descriptors(int free, Valve valve) {
        this.valve = valve;
        int reserve = Math.max(LEAST_RESERVE, Math.min(MOST_RESERVE, free / 8));
        total = free;
        few = Math.max(1, free - 2 * reserve);
        hardlyAny = Math.max(2, free - reserve);
    }

    /** How many descriptors are free, as Linux tells it; elsewhere a number that is never reached. */
    static int free() {
        ProcessFiles own = new ProcessFiles(PROCESS);
        OptionalLong limit = own.limit();
        OptionalLong open = own.open();
        return limit.isPresent() && open.isPresent()
                ? (int) Math.min(limit.getAsLong() - open.getAsLong(), Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    /** A socket was opened. */
    void opened() {
        int now = sockets.incrementAndGet();
        if (now >= few) {
            valve.giveUpIdle();
        }
        if (now >= hardlyAny) {
            pause(now + " sockets are open, and file descriptors last for " + total + OWN_LIMIT);
        }
    }

    /** A socket was closed. */
    void closed() {
        if (sockets.decrementAndGet() < few) {
            resume();
        }
    }

    /** A client could not be accepted, whatever the account says. */
    void acceptFailed(Throwable cause) {
        valve.giveUpIdle();
        pause(why(cause));
    }

    /** What a system said that did not accept a client, and what can be done about it. */
    static String why(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message
                + switch (error(cause, message)) {
                    case EMFILE -> OWN_LIMIT;
                    case ENFILE -> "; raise the limit of the whole system (sysctl fs.file-max) or lower max-clients";
                    default -> "; it is tried again after a rest";
                };
    }

    /** Java's own sockets tell it in words alone. */
    private static int error(Throwable cause, String message) {
        if (cause instanceof NativeIoException told) {
            return told.expectedErr();
        }
        if (message.contains("Too many open files in system")) {
            return ENFILE;
        }
        return message.contains("Too many open files") ? EMFILE : 0;
    }

    /** Looks again, some time after {@link #acceptFailed}. */
    void retryAccept() {
        if (sockets.get() < hardlyAny) {
            resume();
        }
    }

    private void pause(String why) {
        if (paused.compareAndSet(false, true)) {
            valve.accept(false);
            LOG.warn("accepting pauses: {}", why);
        }
    }

    private void resume() {
        if (paused.compareAndSet(true, false)) {
            valve.accept(true);
            LOG.info("accepting goes on");
        }
    }
}
