package io.clearhop.lab.stage;

import io.clearhop.observe.Observer;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a proxy tells, and the waiting for more of it. Any thread. */
final class HeardEvents implements Observer {
    private final List<ProxyEvent> events = new ArrayList<>();

    @Override
    public synchronized void on(ProxyEvent event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<ProxyEvent> all() {
        return List.copyOf(events);
    }

    /** The first that fits, or nothing if none comes in time. */
    Optional<ProxyEvent> find(Predicate<ProxyEvent> fits, Duration limit) {
        return atLeast(1, fits, limit).stream().findFirst();
    }

    /**
     * Waits until there are so many.
     *
     * @throws IllegalStateException if they do not come in time
     */
    List<ProxyEvent> await(int count, Predicate<ProxyEvent> fits, Duration limit) {
        List<ProxyEvent> found = atLeast(count, fits, limit);
        if (found.size() < count) {
            throw new IllegalStateException(
                    "the proxy did not tell what was awaited within " + limit.toSeconds() + " s: " + all());
        }
        return found;
    }

    private synchronized List<ProxyEvent> atLeast(int count, Predicate<ProxyEvent> fits, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                List<ProxyEvent> found = events.stream().filter(fits).toList();
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (found.size() >= count || millis <= 0) {
                    return found;
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
