package io.clearhop.exchange;

import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.observe.Standing;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An exchange as its {@link Watch} sees it: whether it is watched, and whether it moves. Event loop. */
abstract class InFlight {
    /** Standing still for so long is told. */
    static final long HUNG_NANOS = TimeUnit.SECONDS.toNanos(1);

    // Links of the list of all in flight; the watch's.
    @Nullable
    InFlight previous;

    @Nullable
    InFlight next;

    boolean watched;

    private @Nullable Whereabouts whereabouts;
    private Standing standing = Standing.DECIDING;
    private long fromClient;
    private long toClient;
    private long lookedNanos;
    private long movedNanos;
    private boolean stalled;
    private boolean unread;

    /** Says who knows how far the exchange is, from now on. */
    public void isWith(Whereabouts who) {
        whereabouts = who;
    }

    /** Whether its steps and heads are worth an event each. */
    public boolean isWatched() {
        return watched;
    }

    abstract long id();

    abstract long startNanos();

    /** It was not watched, and takes long: tells what has happened before. */
    abstract void tellLate();

    /** Looks whether it has moved since the last time. */
    void look(long now, ProxyEvents events) {
        if (lookedNanos == 0) {
            lookedNanos = startNanos();
        }
        if (!watched && now - startNanos() >= HUNG_NANOS) {
            watched = true;
            tellLate();
        }
        Whereabouts with = whereabouts;
        if (watched && with != null) {
            if (hasMoved(with)) {
                movedNanos = now;
                stalled = false;
                events.emit(new ProxyEvent.ExchangeProgress(now, id(), lookedNanos, fromClient, toClient, standing));
            } else if (now - Math.max(movedNanos, startNanos()) >= HUNG_NANOS && standing.mayHang()) {
                stands(now, with.hasUnread(), events);
            }
        }
        lookedNanos = now;
    }

    private boolean hasMoved(Whereabouts with) {
        Standing stands = with.standing();
        long from = with.fromClient();
        long to = with.toClient();
        boolean moved = stands != standing || from != fromClient || to != toClient;
        standing = stands;
        fromClient = from;
        toClient = to;
        return moved;
    }

    private void stands(long now, boolean more, ProxyEvents events) {
        if (!stalled || more != unread) {
            stalled = true;
            unread = more;
            events.emit(new ProxyEvent.ExchangeStalled(now, id(), fromClient, toClient, standing, unread));
        }
    }
}
