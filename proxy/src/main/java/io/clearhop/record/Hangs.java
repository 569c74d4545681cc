package io.clearhop.record;

import io.clearhop.http.Method;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.Standing;

/** Collects what is known of an exchange that stands still. Guarded by the state's lock. */
final class Hangs {
    private final Limits limits;
    private final Clock clock;
    private final Shelf<ConnectionEntry> connections;
    private final ReceiveQueues queues = new ReceiveQueues();

    Hangs(Limits limits, Clock clock, Shelf<ConnectionEntry> connections) {
        this.limits = limits;
        this.clock = clock;
        this.connections = connections;
    }

    private boolean hasUnread(long client) {
        ConnectionEntry entry = connections.find(client);
        return entry != null && queues.hasUnread(entry.local, entry.remote, clock.now());
    }

    HangView of(ExchangeEntry exchange, ProxyEvent.ExchangeStalled event) {
        RequestWords request = RequestWords.of(exchange.request.received());
        Method method = request == null ? Method.OTHER : request.method();
        ConnectionEntry origin = connections.find(exchange.origin);
        return HangExplainer.explain(new Situation(
                event.standing(),
                exchange.dumb,
                origin != null && origin.parent,
                exchange.nthOfOrigin,
                request,
                ResponseWords.of(exchange.relayedHead, method),
                event.fromClient(),
                event.toClient(),
                event.unread() || event.standing() == Standing.RELAYING && hasUnread(exchange.client),
                exchange.lastProgress,
                limits));
    }
}
