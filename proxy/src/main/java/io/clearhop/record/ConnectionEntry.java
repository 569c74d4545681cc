package io.clearhop.record;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Party;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection while it changes. */
final class ConnectionEntry extends Entry<ConnectionView> {
    private static final int WEIGHT = 500;

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

    @Nullable
    Double connectMs;

    int exchanges;
    private final List<Mark> marks = new ArrayList<>();
    private @Nullable Double closed;
    private @Nullable Label why;
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
        if (kind == Mark.Kind.RST || marks.stream().noneMatch(mark -> mark.by() == who)) {
            // The second FIN leaves nothing half open.
            boolean second = kind == Mark.Kind.HALF_CLOSE && !marks.isEmpty();
            marks.add(new Mark(t, second ? Mark.Kind.FIN : kind, who));
        }
    }

    void closing(CloseReason reason) {
        why = Label.of(reason);
    }

    /** Whoever ended its direction first has closed it. */
    void closed(double t, CloseReason reason, Party closer, boolean byReset) {
        boolean peersReset = reason.isReset() && closer == side.party();
        mark(t, peersReset || byReset ? Mark.Kind.RST : Mark.Kind.FIN, byReset ? Party.PROXY : closer);
        over(ConnectionState.CLOSED, t);
        by = marks.get(0).by();
        why = Label.of(reason);
    }

    void failed(double t, String detail) {
        over(ConnectionState.FAILED, t);
        why = new Label(
                CloseReason.CONNECT_FAILED.label(), Label.sentence(detail), CloseReason.CONNECT_FAILED.section());
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
                connectMs,
                closed,
                why,
                by,
                exchanges,
                idleEndsBy == null ? null : idleSince,
                idleEndsBy == null ? null : idleSince + idleMillis,
                idleEndsBy,
                List.copyOf(marks),
                version());
    }

    @Override
    int weight() {
        return WEIGHT;
    }
}
