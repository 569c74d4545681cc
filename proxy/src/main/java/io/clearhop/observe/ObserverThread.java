package io.clearhop.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which events are observed, and the bounded queues that lead to it, one for each event loop. While
 * events come it looks at the queues every few milliseconds, so that emitting costs no system call, and less often when
 * many come; when none have come for a while, it sleeps until one does.
 */
public final class ObserverThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObserverThread.class);
    private static final int QUEUE_CAPACITY = 1 << 15;
    /** What the events of one loop may keep in memory, mostly copies of heads. */
    private static final long MAX_WEIGHT =
            Math.max(1 << 20, Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 32));

    private static final int WEIGH_EVERY = 64;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Under load each look takes the core from an event loop; what comes together is observed together. */
    private static final long BUSY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What happens on two loops within this time has no order that anybody could see. */
    private static final long TOGETHER_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private static final long NEVER = Long.MAX_VALUE;

    private static final int BUSY = 32;
    private static final int IDLE_POLLS = 40;
    /** An offer without a fence may become visible only after its loop has looked at {@code sleeping}: then this wakes. */
    private static final long MAX_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<Observer> observers;
    private final boolean wantsFields;
    private final List<LoopQueue> queues = new ArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::run, "clearhop-observer");
    private final long started = System.nanoTime();
    private long droppedBefore;
    private volatile boolean sleeping;
    private volatile boolean closed;

    /** Makes the thread; {@link #start} runs it. */
    public ObserverThread(List<Observer> observers) {
        this.observers = List.copyOf(observers);
        wantsFields = observers.stream().anyMatch(Observer::wantsFields);
    }

    /** The sink of one more event loop; call before {@link #start}. */
    public ProxyEvents addLoop() {
        LoopQueue queue = new LoopQueue();
        queues.add(queue);
        return queue;
    }

    /** Starts observing. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** How many events did not fit into a queue. */
    public long dropped() {
        return dropped.get();
    }

    /** Observes what has been emitted until now, then ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int idlePolls = 0;
        while (true) {
            boolean last = closed;
            int drained = drain();
            if (drained > 0) {
                idlePolls = 0;
            } else if (last) {
                return;
            } else if (++idlePolls > IDLE_POLLS) {
                sleep();
                idlePolls = 0;
                continue;
            }
            LockSupport.parkNanos(this, last ? 1 : drained > BUSY ? BUSY_POLL_NANOS : POLL_NANOS);
        }
    }

    /** The producer looks at {@code sleeping} after it has offered; so look at the queues after having set it. */
    private void sleep() {
        sleeping = true;
        boolean nothingToDo = !closed;
        for (LoopQueue queue : queues) {
            nothingToDo &= queue.events.isEmpty();
        }
        if (nothingToDo) {
            LockSupport.parkNanos(this, MAX_SLEEP_NANOS);
        }
        sleeping = false;
    }

    /** An overflow is shown, once for each time that the queues were full. */
    private void tellDropped() {
        long now = dropped.get();
        if (now != droppedBefore) {
            LOG.warn(
                    "{} events were dropped because observers did not keep up; the access log lacks them",
                    now - droppedBefore);
            droppedBefore = now;
        }
    }

    /** Observes what happened on several loops in the order in which it happened, nearly. */
    private int drain() {
        int count = 0;
        for (LoopQueue first = earliestBut(null); first != null; first = earliestBut(null)) {
            LoopQueue second = earliestBut(first);
            count += first.drain(second == null ? NEVER : second.begin());
        }
        if (count > 0) {
            caughtUp();
            tellDropped();
        }
        return count;
    }

    /** The queue whose next event is the earliest, one of them left out; null if the others are empty. */
    private @Nullable LoopQueue earliestBut(@Nullable LoopQueue leftOut) {
        LoopQueue earliest = null;
        long begin = NEVER;
        for (LoopQueue queue : queues) {
            long other = queue == leftOut ? NEVER : queue.begin();
            if (other < begin) {
                begin = other;
                earliest = queue;
            }
        }
        return earliest;
    }

    /** Since a moment of this process, so that times can be compared. */
    private long time(ProxyEvent event) {
        return event.nanos() - started;
    }

    // An observer that fails, in whatever way, must not keep the others from observing.

    private void observe(ProxyEvent event) {
        for (Observer observer : observers) {
            try {
                observer.on(event);
            } catch (RuntimeException | Error e) {
                LOG.error("{} failed on {}", observer.getClass().getName(), event, e);
            }
        }
    }

    private void caughtUp() {
        for (Observer observer : observers) {
            try {
                observer.caughtUp();
            } catch (RuntimeException | Error e) {
                LOG.error("{} failed when it had caught up", observer.getClass().getName(), e);
            }
        }
    }

    private final class LoopQueue implements ProxyEvents {
        private final SpscAtomicArrayQueue<ProxyEvent> events = new SpscAtomicArrayQueue<>(QUEUE_CAPACITY);

        /** Weight of all that was ever queued; the event loop's. */
        private long queuedWeight;
        /** Weight of all that was ever observed; written by the observer thread alone. */
        private final AtomicLong observedWeight = new AtomicLong();

        @Override
        public void emit(ProxyEvent event) {
            int weight = event.weight();
            long held = queuedWeight + weight - observedWeight.get();
            if (held > MAX_WEIGHT || !events.offer(event)) {
                dropped.incrementAndGet();
            } else {
                queuedWeight += weight;
            }
            if (sleeping || held > MAX_WEIGHT / 2) {
                LockSupport.unpark(thread);
            }
        }

        /** The time of the next event, or {@link #NEVER}. */
        long begin() {
            ProxyEvent next = events.peek();
            return next == null ? NEVER : time(next);
        }

        /** Observes what happened before this time, or hardly after. */
        int drain(long until) {
            int count = 0;
            long weight = 0;
            for (ProxyEvent event = events.peek();
                    event != null && time(event) - TOGETHER_NANOS <= until;
                    event = events.peek()) {
                events.poll();
                observe(event);
                weight += event.weight();
                if (++count % WEIGH_EVERY == 0) {
                    observedWeight.lazySet(observedWeight.get() + weight);
                    weight = 0;
                }
            }
            observedWeight.lazySet(observedWeight.get() + weight);
            return count;
        }

        @Override
        public boolean wantsFields() {
            return wantsFields;
        }
    }
}
