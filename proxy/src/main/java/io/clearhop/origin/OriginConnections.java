package io.clearhop.origin;

import io.clearhop.http.CloseReason;
import io.clearhop.http.KnownLines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop to one origin, and the exchanges that wait for one. */
final class OriginConnections {
    private final Set<OriginConnection> all = new HashSet<>();
    private final Deque<OriginConnection> idle = new ArrayDeque<>();
    private final Deque<OriginSource> waiting = new ArrayDeque<>();
    private final KnownLines knownLines = new KnownLines();
    private int connecting;
    private boolean serving;

    /** How many there are, those being made included. */
    int open() {
        return all.size() + connecting;
    }

    int idle() {
        return idle.size();
    }

    /** Those of the origin's last response. */
    KnownLines knownLines() {
        return knownLines;
    }

    int waiting() {
        return waiting.size();
    }

    /** Serves those that wait, and goes on where serving one of them at once makes place for the next. */
    void serveWaiting(int limit, Consumer<OriginSource> connect) {
        if (serving) {
            return;
        }
        serving = true;
        while (open() < limit) {
            OriginSource next = nextWaiting();
            if (next == null) {
                break;
            }
            connect.accept(next);
        }
        serving = false;
    }

    /** Whether another exchange may wait; those that gave up do not count. */
    boolean mayWait(int limit) {
        return waiting.size() < limit || waiting.removeIf(OriginSource::isOver);
    }

    Set<OriginConnection> all() {
        return all;
    }

    /**
     * Of the connections that the exchange may take the one that rested last: it is the least likely to be closed by the
     * origin.
     */
    @Nullable
    OriginConnection takeIdle(OriginSource user) {
        OriginConnection last = idle.peekLast();
        if (last == null || user.mayTake(last)) {
            return idle.pollLast();
        }
        for (Iterator<OriginConnection> older = idle.descendingIterator(); older.hasNext(); ) {
            OriginConnection connection = older.next();
            if (user.mayTake(connection)) {
                older.remove();
                return connection;
            }
        }
        return null;
    }

    /** Closes the idle connections that meet the condition. */
    void closeIdle(Predicate<OriginConnection> condition, CloseReason why) {
        for (OriginConnection connection : List.copyOf(idle)) {
            if (condition.test(connection)) {
                connection.close(why);
            }
        }
    }

    void rest(OriginConnection connection) {
        connection.rest();
        idle.addLast(connection);
    }

    boolean closeOldestIdle(CloseReason why) {
        OriginConnection oldest = idle.pollFirst();
        if (oldest == null) {
            return false;
        }
        oldest.close(why);
        return true;
    }

    void opened() {
        connecting++;
    }

    void connectFailed() {
        connecting--;
    }

    void connected(OriginConnection connection) {
        connecting--;
        all.add(connection);
    }

    void closed(OriginConnection connection) {
        all.remove(connection);
        idle.remove(connection);
    }

    void enqueue(OriginSource user) {
        waiting.addLast(user);
    }

    /** Who waits longest, without taking it out of the queue. */
    @Nullable
    OriginSource firstWaiting() {
        OriginSource first = waiting.peekFirst();
        while (first != null && first.isOver()) {
            waiting.removeFirst();
            first = waiting.peekFirst();
        }
        return first;
    }

    /** Who waits longest, taken out of the queue. */
    @Nullable
    OriginSource nextWaiting() {
        return firstWaiting() == null ? null : waiting.pollFirst();
    }
}
