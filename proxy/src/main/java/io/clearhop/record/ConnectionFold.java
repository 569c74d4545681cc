package io.clearhop.record;

import io.clearhop.http.Origin;
import io.clearhop.http.Party;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.ProxyEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Folds events into the connections of both sides. Guarded by the state's lock. */
final class ConnectionFold {
    private static final int NO_HINT = -1;

    private final Shelf<ConnectionEntry> connections;
    private final Versions versions;
    private final Limits limits;
    private final Clock clock;
    private final String clientIdle;
    private final String originIdle;
    private final Slots slots = new Slots();

    ConnectionFold(Shelf<ConnectionEntry> connections, Versions versions, Limits limits, Clock clock) {
        this.connections = connections;
        this.versions = versions;
        this.limits = limits;
        this.clock = clock;
        clientIdle = ownTimeout("client idle timeout (--client-idle-timeout ", limits.clientIdle());
        originIdle = ownTimeout("origin idle timeout (--origin-idle-timeout ", limits.originIdle());
    }

    private static String ownTimeout(String name, long millis) {
        return "proxy: " + name + Durations.text(millis) + ")";
    }

    private void change(long id, Consumer<ConnectionEntry> how) {
        ConnectionEntry entry = connections.find(id);
        if (entry != null && !entry.state.isOver()) {
            how.accept(entry);
            entry.touch(versions.next());
            if (entry.state.isOver()) {
                over(entry);
            }
        }
    }

    private void over(ConnectionEntry entry) {
        if (entry.origin != null) {
            slots.free(entry.origin, entry.slot);
        }
        connections.over(entry, entry.version());
    }

    private ConnectionEntry add(long id, Side side, boolean dumb, @Nullable Origin origin, double opened) {
        String name = origin == null ? null : origin.toString();
        boolean parent = origin != null && origin.equals(limits.parent());
        int slot = name == null ? 0 : slots.take(name);
        ConnectionEntry entry = new ConnectionEntry(id, side, dumb, name, parent, slot, opened);
        connections.add(entry, versions.next());
        return entry;
    }

    // The client's side.

    void on(ProxyEvent.ClientConnected event) {
        double t = clock.millis(event.nanos());
        ConnectionEntry entry = add(event.client(), Side.CLIENT, event.dumb(), null, t);
        entry.remote = event.remote();
        entry.local = event.local();
        idleClient(entry, t);
        entry.touch(versions.next());
    }

    private void idleClient(ConnectionEntry entry, double t) {
        entry.idle(t, limits.clientIdle(), clientIdle);
    }

    void on(ProxyEvent.RequestReceived event) {
        change(event.client(), entry -> {
            entry.active();
            entry.exchanges = Math.max(entry.exchanges, event.nth());
        });
    }

    void on(ProxyEvent.ClientFinished event) {
        change(
                event.client(),
                entry -> entry.mark(
                        clock.millis(event.nanos()),
                        entry.isBusy() ? Mark.Kind.HALF_CLOSE : Mark.Kind.FIN,
                        Party.CLIENT));
    }

    void on(ProxyEvent.ClientClosing event) {
        change(event.client(), entry -> {
            entry.mark(clock.millis(event.nanos()), Mark.Kind.FIN, Party.PROXY);
            entry.closing(event.why());
        });
    }

    void on(ProxyEvent.ClientClosed event) {
        change(event.client(), entry -> {
            entry.exchanges = event.exchanges();
            entry.closed(clock.millis(event.nanos()), event.why(), event.why().closerOfClient(), event.byReset());
        });
    }

    // The origin's side.

    void on(ProxyEvent.OriginConnecting event, boolean dumb) {
        add(event.connection(), Side.ORIGIN, dumb, event.origin(), clock.millis(event.nanos()))
                .touch(versions.next());
    }

    void on(ProxyEvent.OriginConnected event) {
        change(event.connection(), entry -> {
            entry.remote = event.remote();
            entry.local = event.local();
            entry.connectMs = clock.millis(event.connectNanos() + clock.startNanos());
            entry.active();
        });
    }

    void on(ProxyEvent.OriginFailed event) {
        change(event.connection(), entry -> entry.failed(clock.millis(event.nanos()), event.why()));
    }

    void on(ProxyEvent.OriginTaken event) {
        change(event.connection(), entry -> {
            entry.active();
            entry.exchanges = Math.max(entry.exchanges, event.nth());
        });
    }

    void on(ProxyEvent.OriginPooled event) {
        change(
                event.connection(),
                entry -> idleOrigin(entry, clock.millis(event.nanos()), event.idleMillis(), event.hintSeconds()));
    }

    private void idleOrigin(ConnectionEntry entry, double t, long millis, int hintSeconds) {
        String whose = hintSeconds >= 0
                ? "origin: Keep-Alive: timeout=" + hintSeconds + ", a little before which the proxy closes"
                : originIdle;
        entry.idle(t, millis, whose);
    }

    void on(ProxyEvent.OriginClosed event) {
        change(event.connection(), entry -> {
            entry.exchanges = event.exchanges();
            entry.closed(clock.millis(event.nanos()), event.why(), event.why().closerOfOrigin(), event.byReset());
        });
    }

    // Both.

    void tunnel(long client, long origin) {
        change(client, ConnectionEntry::tunnel);
        change(origin, ConnectionEntry::tunnel);
    }

    /** A FIN of one end of a tunnel became one on the other side. */
    void tunnelFinished(double t, boolean byClient, long client, long origin) {
        halfClosed(t, client, byClient ? Party.CLIENT : Party.PROXY);
        halfClosed(t, origin, byClient ? Party.PROXY : Party.ORIGIN);
    }

    /** Where that was the second FIN the connection may be told to be closed before. */
    private void halfClosed(double t, long id, Party by) {
        ConnectionEntry entry = connections.find(id);
        if (entry != null) {
            entry.mark(t, Mark.Kind.HALF_CLOSE, by);
            entry.touch(versions.next());
        }
    }

    /** An exchange is over, of which perhaps nothing else was told: that of thousands a second. */
    void completed(double t, ExchangeSummary summary) {
        ConnectionEntry client = connections.find(summary.client());
        if (client != null && !client.state.isOver()) {
            client.exchanges = Math.max(client.exchanges, summary.nthOfClient());
            if (summary.clientClose() == null && client.state != ConnectionState.TUNNEL) {
                idleClient(client, t);
            }
            client.touch(versions.next());
        }
        ConnectionEntry origin = summary.originClose() == null ? connections.find(summary.origin()) : null;
        if (origin != null && !origin.state.isOver()) {
            originCompleted(t, summary.nthOfOrigin(), origin);
            origin.touch(versions.next());
        }
    }

    private void originCompleted(double t, int nth, ConnectionEntry entry) {
        boolean known = entry.state == ConnectionState.IDLE && entry.exchanges == nth;
        if (nth >= entry.exchanges && !known) {
            entry.exchanges = nth;
            idleOrigin(entry, t, limits.originIdle(), NO_HINT);
        }
    }
}
