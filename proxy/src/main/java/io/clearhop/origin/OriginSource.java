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
import io.clearhop.http.UpgradeProtocols;
import io.clearhop.loop.Deadline;
import io.clearhop.observe.ProxyEvent;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response of one exchange, from an origin connection of the pool. Retry lives here: where a <em>used</em>
 * connection dies before the first byte of a response, the request is sent once more on a fresh one, if repeating it does
 * no harm (RFC 9110 section 9.2.2) and nothing of its content is lost. Event loop of the client's connection.
 */
public final class OriginSource implements ResponseSource {
    private final Exchange exchange;
    private final ResponseSink sink;
    private final OriginPool pool;
    private final ClientAccess access;
    private final ReplayBuffer replay;
    private final Deadline queueDeadline = new Deadline() {
        @Override
        protected void expired() {
            unavailable(
                    ProxyError.POOL_EXHAUSTED,
                    "Origin: " + exchange.nextHop() + ". No connection became free in time.");
        }
    };

    private @Nullable OriginConnection connection;
    private int attempts;
    private boolean starting;
    private boolean over;

    public OriginSource(Exchange exchange, ResponseSink sink, OriginPool pool, ClientAccess access) {
        this.exchange = exchange;
        this.sink = sink;
        this.pool = pool;
        this.access = access;
        replay = new ReplayBuffer(exchange.method().isIdempotent());
    }

    @Override
    public void start() {
        starting = true;
        // A connection that becomes a tunnel never comes back, and CONNECT could not be repeated on a stale one.
        pool.acquire(exchange.nextHop(), exchange.method() == Method.CONNECT, this);
        starting = false;
    }

    @Override
    public boolean wantsContent() {
        OriginConnection current = connection;
        return current != null && current.channel().isWritable();
    }

    @Override
    public void content(ByteBuf bytes) {
        OriginConnection current = connection;
        if (current == null) {
            bytes.release();
            return;
        }
        if (current.isUsed() && attempts == 1 && !current.isAnswered()) {
            replay.keep(bytes);
        }
        current.write(bytes);
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

    /** Whether the exchange does not need a connection any more. */
    boolean isOver() {
        return over;
    }

    ClientAccess access() {
        return access;
    }

    /** Whether the client may use a connection that was perhaps made for another one, which may reach more. */
    boolean mayUse(OriginConnection made) {
        InetSocketAddress address = made.address();
        return address == null || access.ofAddress(exchange.nextHop(), address) == null;
    }

    void waits(long millis) {
        pool.timer().set(queueDeadline, millis);
    }

    void connecting() {
        pool.timer().remove(queueDeadline);
        exchange.connecting();
    }

    void connected(OriginConnection made, long nanos) {
        Channel channel = made.channel();
        pool.events()
                .emit(new ProxyEvent.OriginConnected(
                        System.nanoTime(),
                        exchange.id(),
                        made.id(),
                        made.origin(),
                        channel.remoteAddress(),
                        channel.localAddress(),
                        nanos));
    }

    void acquired(OriginConnection taken) {
        pool.timer().remove(queueDeadline);
        connection = taken;
        attempts++;
        taken.begin(this);
        if (!mayBecomeTunnel() && pool.limitReached(taken) != null) {
            exchange.sayClose();
        }
        taken.write(exchange.sentHead());
        exchange.forwarded(taken.id(), taken.exchanges());
        replay.writeTo(taken);
        if (exchange.request().ended()) {
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

    void connectFailed(ProxyError error, String detail) {
        exchange.connectFailed(detail);
        unavailable(error, detail);
    }

    void unavailable(ProxyError error, String detail) {
        if (!over) {
            end();
            sink.failed(error, detail);
        }
    }

    // What follows is for the connection.

    Method method() {
        return exchange.method();
    }

    /** What is wrong with a 101, as a sentence, or null if it makes a tunnel (RFC 9110 section 7.8). */
    @Nullable
    String switchFault(Head head, boolean requestEnded) {
        UpgradeProtocols offer = exchange.upgradeOffer();
        if (offer == null) {
            return " It was not asked to.";
        }
        if (!offer.allow(head)) {
            return " Its 101 has to name what it was offered, which is " + offer.value() + ".";
        }
        return requestEnded ? null : " The content of the request was not complete.";
    }

    BodyForwarder.Mode head(
            Head head, ConnectionOptions options, BodyFraming framing, @Nullable CloseReason originClose) {
        replay.clear();
        exchange.firstByte();
        pool.answered(exchange.nextHop(), head);
        return sink.head(head, options, framing, originClose);
    }

    ResponseSink sink() {
        return sink;
    }

    void originCloses(CloseReason why) {
        exchange.originCloses(why);
    }

    void end(long content) {
        if (exchange.request().ended()) {
            end();
        }
        sink.end(content);
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
        String refusal = retryRefusal(dead, error);
        if (refusal == null) {
            exchange.retried(detail);
            pool.acquire(exchange.nextHop(), true, this);
        } else {
            end();
            sink.failed(error, detail + refusal);
        }
    }

    /** Why the request is not sent once more, as the end of a sentence, or null if it is. */
    private @Nullable String retryRefusal(OriginConnection dead, ProxyError error) {
        if (error != ProxyError.ORIGIN_CLOSED || dead.isAnswered() || !dead.isUsed() || attempts > 1) {
            return "";
        }
        if (!exchange.method().isIdempotent()) {
            return " The request is not repeated: its method is not idempotent (RFC 9110 section 9.2.2).";
        }
        return replay.isComplete() ? null : " The request is not repeated: its content is not kept.";
    }

    private void end() {
        over = true;
        connection = null;
        pool.timer().remove(queueDeadline);
        replay.clear();
    }
}
