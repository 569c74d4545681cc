package io.clearhop.console;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes answers that take longer than a loop may be kept. Its thread goes when it has nothing to do. */
final class Workers implements AutoCloseable {
    private static final int MOST_WAITING = 16;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    Workers() {
        threads = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                new DefaultThreadFactory("clearhop-console-worker", true));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Fails with a {@link RejectedExecutionException} if too much waits for the thread. */
    CompletionStage<Answer> answer(Supplier<Answer> slow) {
        return begin(() -> completedFuture(slow.get()));
    }

    /** Begins on the thread what then goes on elsewhere; fails like {@link #answer}. */
    <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> first) {
        try {
            return CompletableFuture.supplyAsync(first, threads).thenCompose(rest -> rest);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
