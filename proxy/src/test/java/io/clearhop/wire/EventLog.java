package io.clearhop.wire;

import io.clearhop.lab.Wire;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Observer;
import io.clearhop.observe.ProxyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps all events of a proxy and lets a test wait for one. Any thread. */
final class EventLog implements Observer {
    private final List<ProxyEvent> events = new ArrayList<>();

    @Override
    public synchronized void on(ProxyEvent event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<ProxyEvent> all() {
        return List.copyOf(events);
    }

    synchronized <T extends ProxyEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Waits for the first event of this type. */
    <T extends ProxyEvent> T await(Class<T> type) {
        return await(type, event -> true);
    }

    /** Waits for the first event of this type that meets the condition. */
    <T extends ProxyEvent> T await(Class<T> type, Predicate<T> condition) {
        return await(type, condition, 1);
    }

    /** Waits for the {@code nth} event of this type. */
    <T extends ProxyEvent> T await(Class<T> type, int nth) {
        return await(type, event -> true, nth);
    }

    /** Waits until the {@code nth} exchange that ends has ended. */
    ExchangeSummary completed(int nth) {
        return await(ProxyEvent.ExchangeCompleted.class, nth).summary();
    }

    private synchronized <T extends ProxyEvent> T await(Class<T> type, Predicate<T> condition, int nth) {
        long end = System.nanoTime() + Wire.DEFAULT_TIMEOUT.toNanos();
        try {
            while (true) {
                List<T> found = all(type).stream().filter(condition).toList();
                if (found.size() >= nth) {
                    return found.get(nth - 1);
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("%d of %d awaited %s came; all events:%n%s"
                            .formatted(found.size(), nth, type.getSimpleName(), this));
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append("  ").append(event).append('\n'));
        return text.toString();
    }
}
