package io.clearhop.record;

import io.clearhop.observe.Observer;
import io.clearhop.observe.ProxyEvent;
import org.jspecify.annotations.Nullable;

/** Folds all events into a {@link LiveState}. */
public final class Recorder implements Observer {
    private final LiveState state;

    public Recorder(LiveState state) {
        this.state = state;
    }

    @Override
    public void on(ProxyEvent event) {
        synchronized (state) {
            if (event instanceof ProxyEvent.ExchangeCompleted e) {
                state.exchanges().on(e);
                state.connections().completed(state.clock().millis(e.nanos()), e.summary());
            } else if (!ofExchange(event)) {
                ofConnection(event);
            }
        }
    }

    /** Those of watched exchanges come in any case. */
    @Override
    public boolean wantsFields() {
        return false;
    }

    /** Returns whether the event was about an exchange alone, or dealt with for its connections too. */
    private boolean ofExchange(ProxyEvent event) {
        ExchangeFold fold = state.exchanges();
        if (event instanceof ProxyEvent.RequestReceived e) {
            fold.on(e, state.isDumb(e.client()));
            state.connections().on(e);
        } else if (event instanceof ProxyEvent.OriginTaken e) {
            fold.on(e);
            state.connections().on(e);
        } else if (event instanceof ProxyEvent.RequestForwarded e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.FirstByte e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ResponseForwarded e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ExchangeProgress e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ExchangeStalled e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.RequestEnded e) {
            fold.on(e);
        } else {
            return unusual(event, fold);
        }
        return true;
    }

    private boolean unusual(ProxyEvent event, ExchangeFold fold) {
        if (event instanceof ProxyEvent.OriginAwaited e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ExchangeRetried e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.RetryRefused e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.RelayedHead e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.Answered e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.TrailersForwarded e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.TunnelBegan e) {
            tunnel(fold.on(e));
        } else if (event instanceof ProxyEvent.TunnelFinished e) {
            ExchangeEntry entry = fold.on(e);
            if (entry != null) {
                double t = state.clock().millis(e.nanos());
                state.connections().tunnelFinished(t, e.byClient(), entry.client, entry.origin);
            }
        } else {
            return false;
        }
        return true;
    }

    private void tunnel(@Nullable ExchangeEntry entry) {
        if (entry != null) {
            state.connections().tunnel(entry.client, entry.origin);
        }
    }

    private void ofConnection(ProxyEvent event) {
        ConnectionFold fold = state.connections();
        if (event instanceof ProxyEvent.ClientConnected e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ClientFinished e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ClientClosing e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.ClientClosed e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.OriginConnecting e) {
            fold.on(e, state.isOfDumb(e.exchange()));
            state.exchanges().on(e);
        } else if (event instanceof ProxyEvent.OriginConnected e) {
            fold.on(e);
            state.exchanges().on(e);
        } else if (event instanceof ProxyEvent.OriginFailed e) {
            fold.on(e);
            state.exchanges().on(e);
        } else if (event instanceof ProxyEvent.OriginPooled e) {
            fold.on(e);
        } else if (event instanceof ProxyEvent.OriginClosed e) {
            fold.on(e);
        }
    }
}
