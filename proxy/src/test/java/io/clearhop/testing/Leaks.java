package io.clearhop.testing;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** What is known of buffers that nobody released. */
public final class Leaks {
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    private Leaks() {}

    /** Collects the reports of every leak detector that is made from now on. */
    static void watch() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // the one abstract method is deprecated
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int interval, long maxActive) {
                return new Collector<>(resource, interval);
            }
        });
    }

    /** Fails if the leak detector has anything to report; asks the garbage collector first. */
    public static void assertNone() {
        List<String> found = search();
        if (!found.isEmpty()) {
            throw new AssertionError("buffers were not released:\n" + String.join("\n", found));
        }
    }

    /** Returns how many buffers of the pool are in use, those in the caches of living threads included. */
    public static long pooledBuffers() {
        var metric = PooledByteBufAllocator.DEFAULT.metric();
        return Stream.concat(metric.directArenas().stream(), metric.heapArenas().stream())
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }

    /** Returns the reports since the last time. */
    private static List<String> search() {
        collectGarbage();
        // The detector looks for what was collected whenever a buffer is made.
        UnpooledByteBufAllocator.DEFAULT.directBuffer().release();
        List<String> found = List.copyOf(REPORTS);
        REPORTS.removeAll(found);
        return found;
    }

    /** Twice: what one collection finds has surely been put into its queue when a later one's has. */
    private static void collectGarbage() {
        for (int round = 0; round < 2; round++) {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
            System.gc();
            try {
                queue.remove(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            canary.clear();
        }
    }

    private static final class Collector<T> extends ResourceLeakDetector<T> {
        Collector(Class<T> resource, int interval) {
            super(resource, interval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            REPORTS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            REPORTS.add(resourceType);
        }
    }
}
