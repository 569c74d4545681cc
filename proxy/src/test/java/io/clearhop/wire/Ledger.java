package io.clearhop.wire;

import io.clearhop.observe.ProxyEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that the events of a whole life of a proxy nest as {@link ProxyEvent} says: what was opened was closed. */
public final class Ledger {
    private final List<String> faults = new ArrayList<>();
    private final Map<Long, Boolean> clients = new HashMap<>();
    private final Map<Long, Boolean> connecting = new HashMap<>();
    private final Map<Long, Boolean> origins = new HashMap<>();
    private final Map<Long, Boolean> exchanges = new HashMap<>();

    private Ledger() {}

    /** Returns what does not nest, or is still open at the end. */
    public static List<String> faults(List<ProxyEvent> events) {
        Ledger ledger = new Ledger();
        events.forEach(ledger::take);
        ledger.stillOpen("client", ledger.clients);
        ledger.stillOpen("connecting", ledger.connecting);
        ledger.stillOpen("origin", ledger.origins);
        ledger.stillOpen("exchange", ledger.exchanges);
        return ledger.faults;
    }

    private void take(ProxyEvent event) {
        if (event instanceof ProxyEvent.ClientConnected e) {
            open(clients, e.client(), e);
        } else if (event instanceof ProxyEvent.ClientClosed e) {
            close(clients, e.client(), e);
        } else if (event instanceof ProxyEvent.ClientFinished e) {
            within(clients, e.client(), e);
        } else if (event instanceof ProxyEvent.ClientClosing e) {
            within(clients, e.client(), e);
        } else if (event instanceof ProxyEvent.OriginConnecting e) {
            open(connecting, e.connection(), e);
        } else if (event instanceof ProxyEvent.OriginFailed e) {
            close(connecting, e.connection(), e);
        } else if (event instanceof ProxyEvent.OriginConnected e) {
            close(connecting, e.connection(), e);
            open(origins, e.connection(), e);
        } else if (event instanceof ProxyEvent.OriginPooled e) {
            within(origins, e.connection(), e);
        } else if (event instanceof ProxyEvent.OriginTaken e) {
            within(origins, e.connection(), e);
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.OriginClosed e) {
            close(origins, e.connection(), e);
        } else if (event instanceof ProxyEvent.RequestReceived e) {
            within(clients, e.client(), e);
            open(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.RequestForwarded e) {
            within(origins, e.connection(), e);
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.ExchangeRetried e) {
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.RetryRefused e) {
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.ResponseForwarded e) {
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.ExchangeProgress e) {
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.ExchangeStalled e) {
            within(exchanges, e.exchange(), e);
        } else if (event instanceof ProxyEvent.ExchangeCompleted e) {
            within(clients, e.summary().client(), e);
            close(exchanges, e.summary().exchange(), e);
        }
    }

    private void open(Map<Long, Boolean> open, long id, ProxyEvent event) {
        if (open.put(id, true) != null) {
            faults.add("the number was used before: " + event);
        }
    }

    private void close(Map<Long, Boolean> open, long id, ProxyEvent event) {
        within(open, id, event);
        open.put(id, false);
    }

    private void within(Map<Long, Boolean> open, long id, ProxyEvent event) {
        Boolean state = open.get(id);
        if (state == null || !state) {
            faults.add((state == null ? "never opened: " : "closed already: ") + event);
        }
    }

    private void stillOpen(String what, Map<Long, Boolean> open) {
        open.forEach((id, state) -> {
            if (state) {
                faults.add(what + " " + id + " was never closed");
            }
        });
    }
}
