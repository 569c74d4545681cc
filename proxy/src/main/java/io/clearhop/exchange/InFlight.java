package io.clearhop.exchange;

import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.observe.Standing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
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

    final long id;
    final ProxyEvents events;
    final long startNanos = System.nanoTime();

    private @Nullable Whereabouts whereabouts;
    private Standing standing = Standing.DECIDING;
    private long fromClient;
    private long toClient;
    private long lookedNanos = startNanos;
    private long movedNanos = startNanos;
    private boolean stalled;
    private boolean unread;

    InFlight(long id, ProxyEvents events) {
        this.id = id;
        this.events = events;
    }

    /** Says who knows how far the exchange is, from now on. */
    public void isWith(Whereabouts who) {
        whereabouts = who;
    }

    /** Whether its steps and heads are worth an event each. */
    public boolean isWatched() {
        return watched;
    }

    /** The number of the exchange. */
    public final long id() {
        return id;
    }

    /** It was not watched, and takes long: tells what has happened before. */
    abstract void tellLate();

    /** Looks whether it has moved since the last time. */
    final void look(long now) {
        if (!watched && now - startNanos >= HUNG_NANOS) {
            watched = true;
            tellLate();
        }
        Whereabouts with = whereabouts;
        if (watched && with != null) {
            if (hasMoved(with)) {
                movedNanos = now;
                stalled = false;
                events.emit(new ProxyEvent.ExchangeProgress(now, id, lookedNanos, fromClient, toClient, standing));
            } else if (now - movedNanos >= HUNG_NANOS && standing.mayHang()) {
                stands(now, with.hasUnread());
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

    private void stands(long now, boolean more) {
        if (!stalled || more != unread) {
            stalled = true;
            unread = more;
            events.emit(new ProxyEvent.ExchangeStalled(now, id, fromClient, toClient, standing, unread));
        }
    }

    // Its steps.

    final void tellAwaited(long nanos) {
        if (isWatched()) {
            events.emit(new ProxyEvent.OriginAwaited(nanos, id));
        }
    }

    final void tellTunnel(boolean upgrade) {
        events.emit(new ProxyEvent.TunnelBegan(System.nanoTime(), id, upgrade));
    }

    /** One end of the tunnel has sent its FIN, which is passed on. */
    public void tunnelFinished(boolean byClient) {
        if (isWatched()) {
            events.emit(new ProxyEvent.TunnelFinished(System.nanoTime(), id, byClient));
        }
    }

    /** The head of the blind relay's response has passed. */
    public void relayed(byte[] head) {
        events.emit(new ProxyEvent.RelayedHead(System.nanoTime(), id, head));
    }

    /** The proxy's own response was written: its head, and perhaps what follows. */
    public void answered(int status, ByteBuf sent) {
        if (isWatched()) {
            events.emit(new ProxyEvent.Answered(System.nanoTime(), id, status, ByteBufUtil.getBytes(sent)));
        }
    }
}
