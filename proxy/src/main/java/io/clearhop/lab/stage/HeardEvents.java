package io.clearhop.lab.stage;

import io.clearhop.observe.Observer;
import io.clearhop.observe.ProxyEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    synchronized ProxyEvent await(Predicate<ProxyEvent> fits, Duration limit) {
<<<<<<< HEAD
        return await(1, fits, limit).get(0);
    }

    /** Waits until there are so many. */
    synchronized List<ProxyEvent> await(int count, Predicate<ProxyEvent> fits, Duration limit) {
=======
        return find(fits, limit)
                .orElseThrow(() -> new IllegalStateException(
                        "the proxy did not tell what was awaited within " + limit.toSeconds() + " s: " + events));
    }

    synchronized Optional<ProxyEvent> find(Predicate<ProxyEvent> fits, Duration limit) {
>>>>>>> lab-close
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                List<ProxyEvent> found = events.stream().filter(fits).toList();
                long millis = (end - System.nanoTime()) / 1_000_000;
<<<<<<< HEAD
                if (found.size() >= count) {
                    return found;
                }
                if (millis <= 0) {
                    throw new IllegalStateException(
                            "the proxy did not tell what was awaited within " + limit.toSeconds() + " s: " + events);
=======
                if (found.isPresent() || millis <= 0) {
                    return found;
>>>>>>> lab-close
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
