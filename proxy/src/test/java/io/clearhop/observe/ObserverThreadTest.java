package io.clearhop.observe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObserverThreadTest {
    private static final int CAPACITY = 1 << 15;

    private final List<Long> seen = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eventsOfALoopComeInTheirOrder() {
        ObserverThread thread = new ObserverThread(List.of(event -> seen.add(event.nanos())));
        ProxyEvents loop = thread.addLoop();
        thread.start();
        for (long i = 0; i < 10_000; i++) {
            loop.emit(event(i));
        }
        thread.close();
        assertThat(seen).hasSize(10_000).isSorted();
        assertThat(thread.dropped()).isZero();
    }

    @Test
    void allLoopsAndAllObserversTakePartOnOneThread() {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        List<Long> seenToo = Collections.synchronizedList(new ArrayList<>());
        ObserverThread thread = new ObserverThread(List.of(
                event -> {
                    seen.add(event.nanos());
                    threads.add(Thread.currentThread());
                },
                event -> seenToo.add(event.nanos())));
        ProxyEvents one = thread.addLoop();
        ProxyEvents two = thread.addLoop();
        thread.start();
        one.emit(event(1));
        two.emit(event(2));
        thread.close();
        assertThat(seen).containsExactlyInAnyOrder(1L, 2L);
        assertThat(seenToo).isEqualTo(seen);
        assertThat(threads.get(0)).isSameAs(threads.get(1)).isNotSameAs(Thread.currentThread());
        assertThat(threads.get(0).getName()).isEqualTo("clearhop-observer");
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    @Test
    void whatHappenedOnSeveralLoopsComesInItsOrder() {
        ObserverThread thread = new ObserverThread(List.of(event -> seen.add(event.nanos())));
        List<ProxyEvents> loops = List.of(thread.addLoop(), thread.addLoop(), thread.addLoop());
        Random random = new Random(3);
        List<Long> expected = new ArrayList<>();
        for (long time = 0; time < 1000; time++) {
            expected.add(MILLISECONDS.toNanos(time));
            loops.get(random.nextInt(loops.size())).emit(event(MILLISECONDS.toNanos(time)));
        }
        thread.start();
        thread.close();
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void whatDoesNotFitIsCountedAndNobodyWaits() {
        ObserverThread thread = new ObserverThread(List.of(event -> seen.add(event.nanos())));
        ProxyEvents loop = thread.addLoop();
        // Nobody observes yet, so the queue only fills.
        for (int i = 0; i < CAPACITY + 1_000; i++) {
            loop.emit(event(i));
        }
        assertThat(thread.dropped()).isEqualTo(1_000);
        thread.start();
        thread.close();
        assertThat(seen).hasSize(CAPACITY).isSorted();
    }

    /** A head may have 64 KiB: a queue that is bounded by number alone could keep a gigabyte. */
    @Test
    void whatKeepsTooMuchMemoryIsCountedToo() {
        ObserverThread thread = new ObserverThread(List.of(event -> seen.add(event.nanos())));
        ProxyEvents loop = thread.addLoop();
        byte[] head = new byte[64 * 1024];
        for (int i = 0; i < 1_000; i++) {
            loop.emit(new ProxyEvent.RequestReceived(i, 1, 1, 1, head, false));
        }
        assertThat(thread.dropped()).isPositive();
        thread.start();
        thread.close();
        assertThat(seen).hasSize(1_000 - (int) thread.dropped()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void aStuckObserverHoldsUpNoLoop() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        ObserverThread thread = new ObserverThread(List.of(event -> {
            stuck.countDown();
            awaitQuietly(free);
        }));
        ProxyEvents loop = thread.addLoop();
        thread.start();
        loop.emit(event(0));
        assertThat(stuck.await(10, SECONDS)).isTrue();
        for (int i = 0; i < 2 * CAPACITY; i++) {
            loop.emit(event(i));
        }
        assertThat(thread.dropped()).isPositive();
        free.countDown();
        thread.close();
    }

    @Test
    void anObserverThatFailsHarmsNobody() {
        Observer failing = new Observer() {
            @Override
            public void on(ProxyEvent event) {
                if (event.nanos() % 2 == 0) {
                    throw new IllegalStateException("a test wants it so");
                }
                throw new AssertionError("a test wants it so");
            }

            @Override
            public void caughtUp() {
                throw new IllegalStateException("a test wants it so");
            }
        };
        List<Long> caughtUp = Collections.synchronizedList(new ArrayList<>());
        Observer good = new Observer() {
            @Override
            public void on(ProxyEvent event) {
                seen.add(event.nanos());
            }

            @Override
            public void caughtUp() {
                caughtUp.add((long) seen.size());
            }
        };
        ObserverThread thread = new ObserverThread(List.of(failing, good));
        ProxyEvents loop = thread.addLoop();
        thread.start();
        for (long i = 0; i < 4; i++) {
            loop.emit(event(i));
        }
        thread.close();
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L);
        assertThat(caughtUp).endsWith(4L);
    }

    @Test
    void aSleepingObserverIsWokenByOneEvent() throws InterruptedException {
        BlockingQueue<Long> arrived = new ArrayBlockingQueue<>(10);
        ObserverThread thread = new ObserverThread(List.of(event -> arrived.add(event.nanos())));
        ProxyEvents loop = thread.addLoop();
        thread.start();
        for (long i = 0; i < 3; i++) {
            // Longer than it keeps looking by itself.
            Thread.sleep(400);
            loop.emit(event(i));
            assertThat(arrived.poll(5, SECONDS)).isEqualTo(i);
        }
        Thread.sleep(400);
        thread.close();
        assertThat(arrived).isEmpty();
    }

    @Test
    void closingBeforeTheStartOrTwiceDoesNothing() {
        ObserverThread thread = new ObserverThread(List.of());
        thread.addLoop().emit(event(1));
        thread.close();
        thread.start();
        thread.close();
        thread.close();
    }

    @Test
    void fieldsAreToldIfOneObserverWantsThem() {
        Observer noFields = new Observer() {
            @Override
            public void on(ProxyEvent event) {}

            @Override
            public boolean wantsFields() {
                return false;
            }
        };
        assertThat(new ObserverThread(List.of()).addLoop().wantsFields()).isFalse();
        assertThat(new ObserverThread(List.of(noFields)).addLoop().wantsFields())
                .isFalse();
        assertThat(new ObserverThread(List.of(noFields, event -> {})).addLoop().wantsFields())
                .isTrue();
    }

    private static ProxyEvent event(long nanos) {
        return new ProxyEvent.OriginAwaited(nanos, 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
