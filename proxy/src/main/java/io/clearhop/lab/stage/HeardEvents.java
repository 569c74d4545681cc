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

    synchronized ProxyEvent await(Predicate<ProxyEvent> fits, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                Optional<ProxyEvent> found = events.stream().filter(fits).findFirst();
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (found.isPresent()) {
                    return found.get();
                }
                if (millis <= 0) {
                    throw new IllegalStateException(
                            "the proxy did not tell what was awaited within " + limit.toSeconds() + " s: " + events);
                }
                wait(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
