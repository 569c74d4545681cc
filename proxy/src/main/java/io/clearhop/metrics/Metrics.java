package io.clearhop.metrics;

import io.clearhop.forward.FieldDecision;
import io.clearhop.http.CloseReason;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.Observer;
import io.clearhop.observe.Outcome;
import io.clearhop.observe.ProxyEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens and writes it for Prometheus. {@link Family} lists the metrics. It needs no steps of exchanges,
 * which under load are not told: all but the decisions about fields comes from the ends of exchanges and from connections.
 *
 * <p>Events are taken on the observer thread; {@link #scrape} may be called on any.
 */
public final class Metrics implements Observer {
    /** The media type of what {@link #scrape} writes. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final int CLIENT = 0;
    private static final int ORIGIN = 1;
    private static final int RECEIVED = 0;
    private static final int SENT = 1;
    private static final int CLIENT_OPEN = 0;
    private static final int ORIGIN_CONNECTING = 1;
    private static final int ORIGIN_OPEN = 2;
    private static final int REQUEST = 0;
    private static final int RESPONSE = 1;
    private static final int TRAILERS = 2;
    private static final int MOST_OF_STATUS = 5;

    private final Tally connections = new Tally(Family.CONNECTIONS);
    private final Tally clients = new Tally(Family.CLIENTS);
    private final Tally connects = new Tally(Family.CONNECTS);
    private final Tally connectsFailed = new Tally(Family.CONNECTS_FAILED);
    private final Tally closed = new Tally(Family.CLOSED);
    private final Tally exchanges = new Tally(Family.EXCHANGES);
    private final Tally forwarded = new Tally(Family.FORWARDED);
    private final Tally retries = new Tally(Family.RETRIES);
    private final Tally retriesRefused = new Tally(Family.RETRIES_REFUSED);
    private final Tally fields = new Tally(Family.FIELDS);
    private final Tally contentBytes = new Tally(Family.CONTENT_BYTES);
    private final Tally hung = new Tally(Family.HUNG);
    private final Tally hangs = new Tally(Family.HANGS);
    private final Buckets connectSeconds = Buckets.ofDurations(Family.CONNECT_SECONDS);
    private final Buckets exchangeSeconds = Buckets.ofDurations(Family.EXCHANGE_SECONDS);
    private final Buckets firstByteSeconds = Buckets.ofDurations(Family.FIRST_BYTE_SECONDS);
    private final Buckets poolWaitSeconds = Buckets.ofDurations(Family.POOL_WAIT_SECONDS);
    private final Buckets connectionExchanges = Buckets.ofCounts(Family.CONNECTION_EXCHANGES);
    private final Outside outside;
    /** Numbers of connections to dumb listeners; mostly there are none. */
    private final Set<Long> dumb = new HashSet<>();
    /** Numbers of exchanges that stand still; mostly there are none. */
    private final Set<Long> still = new HashSet<>();

    public Metrics(Outside outside) {
        this.outside = outside;
    }

    @Override
    public boolean watches() {
        return false;
    }

    @Override
    public boolean wantsFields() {
        return false;
    }

    @Override
    public void on(ProxyEvent event) {
        if (event instanceof ProxyEvent.ExchangeCompleted e) {
            completed(e.summary());
        } else if (event instanceof ProxyEvent.ClientConnected e) {
            clientConnected(e);
        } else if (event instanceof ProxyEvent.ClientClosed e) {
            dumb.remove(e.client());
            connectionClosed(CLIENT, e.why(), e.exchanges());
        } else if (event instanceof ProxyEvent.OriginConnecting e) {
            connects.add(1, place(e.why()));
            connections.add(1, ORIGIN_CONNECTING);
        } else if (event instanceof ProxyEvent.OriginConnected e) {
            connections.add(-1, ORIGIN_CONNECTING);
            connections.add(1, ORIGIN_OPEN);
            connectSeconds.take(e.connectNanos(), 0);
        } else if (event instanceof ProxyEvent.OriginFailed) {
            connections.add(-1, ORIGIN_CONNECTING);
            connectsFailed.add(1);
        } else if (event instanceof ProxyEvent.OriginClosed e) {
            connectionClosed(ORIGIN, e.why(), e.exchanges());
        } else {
            decided(event);
        }
    }

    private void clientConnected(ProxyEvent.ClientConnected event) {
        if (event.dumb()) {
            dumb.add(event.client());
        }
        clients.add(1, event.dumb() ? 1 : 0);
        connections.add(1, CLIENT_OPEN);
    }

    private void connectionClosed(int side, CloseReason why, int carried) {
        connections.add(-1, side == CLIENT ? CLIENT_OPEN : ORIGIN_OPEN);
        closed.add(1, side, place(why));
        connectionExchanges.take(carried, side);
    }

    private void decided(ProxyEvent event) {
        if (event instanceof ProxyEvent.ExchangeRetried e) {
            retries.add(1, place(e.cause()));
        } else if (event instanceof ProxyEvent.RetryRefused e) {
            retriesRefused.add(1, place(e.cause()), place(e.why()));
        } else if (event instanceof ProxyEvent.RequestForwarded e) {
            fields(REQUEST, e.decisions());
        } else if (event instanceof ProxyEvent.ResponseForwarded e) {
            fields(RESPONSE, e.decisions());
        } else if (event instanceof ProxyEvent.TrailersForwarded e) {
            fields(TRAILERS, e.decisions());
        } else if (event instanceof ProxyEvent.ExchangeStalled e) {
            stalled(e.exchange());
        } else if (event instanceof ProxyEvent.ExchangeProgress e) {
            moves(e.exchange());
        }
    }

    private void stalled(long exchange) {
        if (still.add(exchange)) {
            hung.add(1);
            hangs.add(1);
        }
    }

    private void moves(long exchange) {
        if (!still.isEmpty() && still.remove(exchange)) {
            hung.add(-1);
        }
    }

    private void fields(int message, @Nullable List<FieldDecision> decisions) {
        if (decisions != null) {
            for (FieldDecision decision : decisions) {
                fields.add(1, message, place(decision.rule()));
            }
        }
    }

    /** Where a word of a table stands in the {@link Dimension} that is made of the table. */
    @SuppressWarnings("EnumOrdinal")
    private static int place(Enum<?> word) {
        return word.ordinal();
    }

    private void completed(ExchangeSummary exchange) {
        moves(exchange.exchange());
        int mode = !dumb.isEmpty() && dumb.contains(exchange.client()) ? 1 : 0;
        int outcome = place(exchange.outcome());
        exchanges.add(1, mode, Math.min(exchange.status() / 100, MOST_OF_STATUS), outcome);
        exchangeSeconds.take(exchange.totalNanos(), outcome);
        if (exchange.queuedNanos() >= 0) {
            poolWaitSeconds.take(exchange.queuedNanos(), 0);
        }
        contentBytes.add(exchange.requestBytes(), CLIENT, RECEIVED);
        contentBytes.add(exchange.responseBytes(), CLIENT, SENT);
        if (exchange.attempts() > 0) {
            carried(exchange, exchange.nthOfOrigin() > 1 ? 1 : 0);
        }
    }

    private void carried(ExchangeSummary exchange, int reused) {
        forwarded.add(1, reused);
        if (exchange.firstByteNanos() >= 0) {
            firstByteSeconds.take(exchange.firstByteNanos(), reused);
        }
        contentBytes.add(exchange.requestBytes(), ORIGIN, SENT);
        // What the proxy itself answered in place of the origin came from nowhere.
        if (exchange.outcome() != Outcome.FAILED && exchange.outcome() != Outcome.ANSWERED) {
            contentBytes.add(exchange.responseBytes(), ORIGIN, RECEIVED);
        }
    }

    /**
     * Writes all metrics in the text format of Prometheus. Any thread but an event loop's: the first time takes a tenth of
     * a second, for the library is loaded then, each other some milliseconds.
     */
    public void scrape(OutputStream out) throws IOException {
        Exposition text = new Exposition();
        List.of(
                        connections,
                        clients,
                        connects,
                        connectsFailed,
                        closed,
                        exchanges,
                        forwarded,
                        retries,
                        retriesRefused,
                        fields,
                        contentBytes,
                        hung,
                        hangs)
                .forEach(text::add);
        List.of(connectSeconds, exchangeSeconds, firstByteSeconds, poolWaitSeconds, connectionExchanges)
                .forEach(text::add);
        text.add(Family.DROPPED, (double) outside.dropped().getAsLong());
        text.add(Family.UNWATCHED, (double) outside.unwatched().getAsLong());
        ProcessFacts.tell(text::add);
        text.write(out);
    }
}
