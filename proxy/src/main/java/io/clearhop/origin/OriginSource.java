package io.clearhop.origin;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.exchange.ResponseSource;
import io.clearhop.forward.BodyForwarder;
import io.clearhop.http.BodyFraming;
import io.clearhop.http.CloseReason;
import io.clearhop.http.ConnectionOptions;
import io.clearhop.http.Head;
import io.clearhop.http.Method;
import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryPolicy;
import io.clearhop.http.RetryRefusal;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.Standing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response of one exchange, from an origin connection of the pool. Retry lives here: where the request fails before
 * the first byte of a response, it is sent once more on a fresh connection, if the {@link RetryPolicy} says so. Event
 * loop of the client's connection.
 */
public final class OriginSource implements ResponseSource {
    private final Exchange exchange;
    private final ResponseSink sink;
    private final OriginPool pool;
    private final ClientAccess access;
    private final boolean ownCredentials;
    private final boolean repeatable;
    private final ReplayBuffer replay = new ReplayBuffer();
    private final Deadline queueDeadline = new Deadline() {
        @Override
        protected void expired() {
            unavailable(
                    ProxyError.POOL_EXHAUSTED,
                    access.nameOf(exchange.nextHop()) + ". No connection became free in time.");
        }
    };

    private @Nullable OriginConnection connection;
    private boolean needsFresh;
    private boolean repeated;
    private boolean starting;
    private boolean connecting;
    private boolean over;

    /**
     * Makes a source.
     *
     * @param framing of the request's content; read here only
     * @param access what the client may reach
     * @param ownCredentials whether the next hop is a parent to which the proxy authenticates itself
     */
    public OriginSource(
            Exchange exchange,
            BodyFraming framing,
            ResponseSink sink,
            OriginPool pool,
            ClientAccess access,
            boolean ownCredentials) {
        this.exchange = exchange;
        this.sink = sink;
        this.pool = pool;
        this.access = access;
        this.ownCredentials = ownCredentials;
        repeatable = refusal(RetryCause.STALE) == null && ReplayBuffer.holds(framing);
        // A connection that becomes a tunnel never comes back, and CONNECT could not be repeated on a stale one.
        needsFresh = exchange.method() == Method.CONNECT;
    }

    @Override
    public void start() {
        starting = true;
        pool.acquire(exchange.nextHop(), this);
        starting = false;
    }

    @Override
    public boolean wantsContent() {
        OriginConnection current = connection;
        return current != null && current.takesMore();
    }

    @Override
    public @Nullable Channel hop() {
        OriginConnection current = connection;
        return current != null && current.takesMore() && !isKept(current) ? current.channel() : null;
    }

    @Override
    public Standing standing() {
        OriginConnection current = connection;
        if (current == null) {
            return over ? Standing.DECIDING : connecting ? Standing.CONNECTING : Standing.WAITING_FOR_CONNECTION;
        }
        Standing standing = current.standing();
        boolean holdsBack =
                standing == Standing.CLIENT_SENDS && exchange.request().awaitsContinue();
        return holdsBack ? Standing.WAITING_FOR_CONTINUE : standing;
    }

    @Override
    public long fromClient() {
        return exchange.request().content();
    }

    @Override
    public long toClient() {
        return connection == null ? exchange.response().content() : connection.content();
    }

    @Override
    public void passed() {
        OriginConnection current = connection;
        if (current != null) {
            current.moved();
            replay.lose();
        }
    }

    @Override
    public void content(ByteBuf bytes) {
        OriginConnection current = connection;
        if (current == null) {
            bytes.release();
            return;
        }
        if (isKept(current)) {
            replay.keep(bytes);
        } else {
            replay.lose();
        }
        current.write(bytes);
    }

    private boolean isKept(OriginConnection current) {
        return !current.isAnswered() && mayBeRepeated(current);
    }

    /** Whether content that is sent on this connection may be needed once more. */
    private boolean mayBeRepeated(OriginConnection current) {
        return refusal(RetryCauses.ifItDies(current)) == null || refusal(RetryCause.RESPONSE_TIMEOUT) == null;
    }

    private @Nullable RetryRefusal refusal(RetryCause cause) {
        return pool.limits().retry().refusal(cause, repeated, exchange.method().isIdempotent(), replay.isComplete());
    }

    @Override
    public void trailers(Head section, List<AsciiString> nominated, BodyForwarder.Mode mode) {
        exchange.trailers(true, section, nominated, mode);
    }

    @Override
    public void flush() {
        if (connection != null) {
            connection.flush();
        }
    }

    @Override
    public void requestEnd() {
        if (connection != null) {
            connection.requestEnd();
        }
    }

    @Override
    public void resume() {
        if (connection != null) {
            connection.resume();
        }
    }

    @Override
    public void abandon(CloseReason why) {
        OriginConnection current = connection;
        end();
        if (current != null) {
            exchange.response().sent(current.content());
            exchange.originCloses(why);
            current.close(why);
        }
    }

    // What follows is for the pool.

    /** The number of the client's connection. */
    long client() {
        return exchange.client();
    }

    /** Whether the policy lets the exchange have this connection, and its client may reach where that leads. */
    boolean mayTake(OriginConnection offered) {
        return mayReach(offered) && (offered.usage().isUntouched() || !needsFresh && mayReuse(offered));
    }

    private boolean mayReuse(OriginConnection offered) {
        boolean own = offered.usage().owner() == exchange.client();
        return pool.limits()
                .reuse()
                .mayTake(
                        own,
                        exchange.isFirstOfClient(),
                        repeatable,
                        offered.usage().exchanges());
    }

    /** The connection was perhaps made for another client, who may reach more. */
    private boolean mayReach(OriginConnection offered) {
        InetSocketAddress address = offered.address();
        return address == null || access.ofAddress(exchange.nextHop(), address) == null;
    }

    /** Whether the exchange does not need a connection any more. */
    boolean isOver() {
        return over;
    }

    ClientAccess access() {
        return access;
    }

    /** Whether its steps are worth an event each. */
    boolean isWatched() {
        return exchange.isWatched();
    }

    void waits(long millis) {
        pool.timer().set(queueDeadline, millis);
        exchange.awaitsOrigin();
    }

    private void waitsNoMore() {
        pool.timer().remove(queueDeadline);
        exchange.awaitsOriginNoMore();
    }

    /**
     * A connection is being made.
     *
     * @param anyIdle whether there are idle ones, which the exchange may not take
     * @return why
     */
    OriginChoice connecting(long number, boolean anyIdle) {
        waitsNoMore();
        connecting = true;
        OriginChoice why = OriginChoice.ofNew(repeated, exchange.method() == Method.CONNECT, anyIdle);
        exchange.connecting(number, why);
        return why;
    }

    void connected(OriginConnection made, long nanos) {
        exchange.connected(made.id(), made.channel(), nanos);
    }

    void acquired(OriginConnection taken, OriginChoice why) {
        waitsNoMore();
        connecting = false;
        connection = taken;
        taken.begin(this);
        exchange.sayClose(!mayBecomeTunnel() && pool.limitReached(taken) != null);
        boolean whole = exchange.request().ended();
        if (whole) {
            taken.send(exchange.sentHead());
        } else {
            taken.write(exchange.sentHead());
        }
        exchange.forwarded(taken.id(), taken.usage().exchanges(), why);
        replay.writeTo(taken);
        if (whole) {
            taken.requestEnd();
        } else {
            sink.contentWanted();
        }
        // While the client hop starts the exchange it has content at hand, and flushes head and content together.
        if (!starting) {
            taken.flush();
        }
    }

    private boolean mayBecomeTunnel() {
        return exchange.method() == Method.CONNECT || exchange.upgradeOffer() != null;
    }

    void connectFailed(long number, ProxyError error, String detail) {
        connecting = false;
        exchange.connectFailed(number, detail);
        if (!over) {
            repeatOrFail(error.isConnecting() ? RetryCause.CONN_FAILURE : null, error, detail);
        }
    }

    void unavailable(ProxyError error, String detail) {
        if (!over) {
            end();
            sink.failed(error, detail);
        }
    }

    // What follows is for the connection.

    /** Whether a 407 would be about the proxy's own credentials: its client has none that could help. */
    boolean hasOwnCredentials() {
        return ownCredentials;
    }

    Method method() {
        return exchange.method();
    }

    /** What is wrong with a 101, as a sentence, or null if it makes a tunnel (RFC 9110 section 7.8). */
    @Nullable
    String switchFault(Head head, boolean requestEnded) {
        return SwitchFault.of(exchange.upgradeOffer(), head, requestEnded);
    }

    BodyForwarder.Mode head(
            Head head, ConnectionOptions options, BodyFraming framing, int atHand, @Nullable CloseReason originClose) {
        replay.clear();
        exchange.firstByte();
        pool.answered(exchange.nextHop(), head);
        return sink.head(head, options, framing, atHand, originClose);
    }

    ResponseSink sink() {
        return sink;
    }

    /** Why the connection that was handed over to a tunnel is closed. */
    CloseReason tunnelEnd() {
        CloseReason why = exchange.clientClose();
        return why == null ? CloseReason.TUNNEL_ENDED : why;
    }

    void originCloses(CloseReason why) {
        exchange.originCloses(why);
    }

    /** Both halves are done; the connection is not this exchange's any more. */
    void letGo() {
        end();
    }

    void tunnel(Head head, ConnectionOptions options, Channel channel, @Nullable ByteBuf early) {
        end();
        exchange.firstByte();
        sink.tunnel(head, options, channel, early);
    }

    /** The connection died. */
    void lost(OriginConnection dead, ProxyError error, String detail) {
        connection = null;
        if (over) {
            return;
        }
        exchange.response().sent(dead.content());
        if (error == ProxyError.ORIGIN_CLOSED && dead.isAnswered()) {
            end();
            sink.failed(error, detail + refused(RetryCauses.ifItDies(dead), RetryRefusal.ANSWERED));
        } else {
            repeatOrFail(dead.isAnswered() ? null : RetryCauses.of(error, dead), error, detail);
        }
    }

    /** Sends the request once more, or says why not; without a cause repeating is out of the question. */
    private void repeatOrFail(@Nullable RetryCause cause, ProxyError error, String detail) {
        RetryRefusal refusal = cause == null ? null : refusal(cause);
        if (cause != null && refusal == null) {
            repeated = true;
            needsFresh = true;
            exchange.retried(cause, detail);
            pool.acquire(exchange.nextHop(), this);
        } else {
            end();
            sink.failed(error, cause == null || refusal == null ? detail : detail + refused(cause, refusal));
        }
    }

    private String refused(RetryCause cause, RetryRefusal why) {
        pool.events().emit(new ProxyEvent.RetryRefused(System.nanoTime(), exchange.id(), cause, why));
        return " The request is not repeated (" + cause.label() + "): " + why.sentence() + ".";
    }

    private void end() {
        over = true;
        connection = null;
        waitsNoMore();
        replay.clear();
    }
}
