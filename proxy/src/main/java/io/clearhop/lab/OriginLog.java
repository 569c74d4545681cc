package io.clearhop.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an origin has seen so far, and the waiting for more of it. Any thread. */
final class OriginLog {
    private final List<Wire> connections = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    synchronized void accepted(Wire wire) {
        connections.add(wire);
        notifyAll();
    }

    synchronized void failed(int connectionNumber, Throwable failure) {
        failures.add(new AssertionError("script failed on connection " + connectionNumber + ": " + failure, failure));
        notifyAll();
    }

    synchronized List<Wire> connections() {
        return List.copyOf(connections);
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Throws the first failure of a script, with the others as suppressed ones. */
    synchronized void throwFailures() {
        if (!failures.isEmpty()) {
            throw withFailures(new AssertionError(failures.get(0).getMessage()));
        }
    }

    List<Wire> awaitConnections(int count, Duration limit) {
        return await(this::connections, count, "connections", limit);
    }

    List<Request> awaitRequests(int count, Duration limit) {
        return await(this::requests, count, "requests", limit);
    }

    private synchronized <T> List<T> await(Supplier<List<T>> seen, int count, String what, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        try {
            // A failed script is reported at the latest by the close, so there is nothing more to wait for.
            while (seen.get().size() < count && failures.isEmpty() && deadline.millisLeft() > 0) {
                wait(Math.max(1, deadline.millisLeft()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<T> come = seen.get();
        if (come.size() < count) {
            throw withFailures(new AssertionError("%d of %d %s have come, within at most %d ms: %s"
                    .formatted(come.size(), count, what, limit.toMillis(), come)));
        }
        return come;
    }

    private AssertionError withFailures(AssertionError error) {
        failures.forEach(error::addSuppressed);
        return error;
    }

    /** Returns the listener that puts one connection's requests into the log. */
    WireListener listener(int connectionNumber) {
        return new WireListener() {
            // Confined to the thread that reads this connection; -1: no head was read as such.
            private int last = -1;

            @Override
            public void headRead(String head) {
                last = add(new Request(connectionNumber, head, Content.NONE));
            }

            @Override
            public void contentRead(Content content) {
                if (last >= 0) {
                    complete(last, content);
                }
            }
        };
    }

    private synchronized int add(Request request) {
        requests.add(request);
        notifyAll();
        return requests.size() - 1;
    }

    private synchronized void complete(int index, Content content) {
        Request request = requests.get(index);
        requests.set(index, new Request(request.connectionNumber(), request.head(), content));
    }
}
