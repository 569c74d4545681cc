package io.clearhop.record;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Party;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection while it changes. */
final class ConnectionEntry extends Entry<ConnectionView, ConnectionEntry> {
    private static final int WEIGHT = 500;
    /** The time of what has not happened. */
    private static final double NEVER = Double.NaN;

    final Side side;
    final boolean dumb;
    final @Nullable String origin;
    final boolean parent;
    final int slot;
    final double opened;

    @Nullable
    SocketAddress remote;

    @Nullable
    SocketAddress local;

    ConnectionState state = ConnectionState.CONNECTING;

    double connectMs = NEVER;

    int exchanges;
    private List<Mark> marks = List.of();
    private double closed = NEVER;
    private @Nullable CloseReason why;
    private @Nullable String failure;
    private @Nullable Party by;
    private double idleSince;
    private long idleMillis;
    private @Nullable String idleEndsBy;

    ConnectionEntry(
            long id, Side side, boolean dumb, @Nullable String origin, boolean parent, int slot, double opened) {
        super(id);
        this.side = side;
        this.dumb = dumb;
        this.origin = origin;
        this.parent = parent;
        this.slot = slot;
        this.opened = opened;
    }

    void idle(double since, long millis, String whose) {
        state = ConnectionState.IDLE;
        idleSince = since;
        idleMillis = millis;
        idleEndsBy = whose;
    }

    void active() {
        state = ConnectionState.ACTIVE;
        idleEndsBy = null;
    }

    void tunnel() {
        state = ConnectionState.TUNNEL;
        idleEndsBy = null;
    }

    boolean isBusy() {
        return state == ConnectionState.ACTIVE || state == ConnectionState.TUNNEL;
    }

    /** One direction, or both, has ended. */
    void mark(double t, Mark.Kind kind, Party who) {
        if (kind == Mark.Kind.RST || !isMarked(who)) {
            // The second FIN leaves nothing half open.
            boolean second = kind == Mark.Kind.HALF_CLOSE && !marks.isEmpty();
            marks = Few.and(marks, new Mark(t, second ? Mark.Kind.FIN : kind, who));
        }
    }

    private boolean isMarked(Party who) {
        for (Mark mark : marks) {
            if (mark.by() == who) {
                return true;
            }
        }
        return false;
    }

    void closing(CloseReason reason) {
        why = reason;
    }

    /** Whoever ended its direction first has closed it. */
    void closed(double t, CloseReason reason, Party closer, boolean byReset) {
        boolean peersReset = reason.isReset() && closer == side.party();
        mark(t, peersReset || byReset ? Mark.Kind.RST : Mark.Kind.FIN, byReset ? Party.PROXY : closer);
        over(ConnectionState.CLOSED, t);
        by = marks.get(0).by();
        why = reason;
    }

    void failed(double t, String detail) {
        over(ConnectionState.FAILED, t);
        why = CloseReason.CONNECT_FAILED;
        failure = detail;
    }

    private void over(ConnectionState end, double t) {
        // What it rested until stays to be seen, for its end.
        state = end;
        closed = t;
    }

    @Override
    ConnectionView look() {
        return new ConnectionView(
                id(),
                side,
                dumb,
                remote,
                local,
                origin,
                parent,
                slot,
                state,
                opened,
                unlessNever(connectMs),
                unlessNever(closed),
                reason(),
                by,
                exchanges,
                idleEndsBy == null ? null : idleSince,
                idleEndsBy == null ? null : idleSince + idleMillis,
                idleEndsBy,
                marks,
                version());
    }

    private @Nullable Label reason() {
        Label reason = Label.of(why);
        return reason == null || failure == null
                ? reason
                : new Label(reason.label(), Label.sentence(failure), reason.section());
    }

    private static @Nullable Double unlessNever(double t) {
        return Double.isNaN(t) ? null : t;
    }

    @Override
    int weight() {
        return WEIGHT;
    }
}
