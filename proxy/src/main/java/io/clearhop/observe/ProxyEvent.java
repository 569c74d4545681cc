package io.clearhop.observe;

import io.clearhop.forward.FieldDecision;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryRefusal;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Every record carries {@code nanos}, {@link System#nanoTime()} when it happened; numbers of
 * connections, of either side, and of exchanges are unique in the process. They nest like this; what is marked with a
 * star only of exchanges that are watched (see {@link Observer#watches}):
 *
 * <pre>
 * ClientConnected
 *   RequestReceived *                     an exchange begins
 *     OriginAwaited *                     all connections are in use
 *     OriginConnecting                    only where no pooled connection was used
 *       OriginConnected | OriginFailed    exactly one for each OriginConnecting
 *     OriginTaken *                       the request goes out on this connection, a new or a pooled one
 *     RequestForwarded *
 *     RequestEnded *                      the last byte of its content came
 *     ExchangeRetried | RetryRefused      the former then again OriginConnecting …
 *     FirstByte *                         of the final response
 *     RelayedHead *                       what the blind relay found at the front of the response
 *     ResponseForwarded *                 once for each interim response, once for the final one
 *     Answered *                          the proxy's own response instead
 *     TrailersForwarded *                 once for a trailer section of the request, once for one of the response
 *     TunnelBegan *
 *       TunnelFinished *                  one end's FIN was passed on to the other
 *     ExchangeProgress *                  now and then, if something has changed
 *     ExchangeStalled *                   nothing has for a while
 *   ExchangeCompleted                     exactly once for each exchange
 *   ClientFinished                        the client's FIN, if it comes while something is still to be done
 *   ClientClosing                         the proxy ends the connection in order
 * ClientClosed                            exactly once for each ClientConnected
 *
 * OriginConnected
 *   OriginPooled, OriginTaken *           for each time it rests
 * OriginClosed                            exactly once for each OriginConnected
 * </pre>
 */
public sealed interface ProxyEvent {
    /** {@link System#nanoTime()} when it happened. */
    long nanos();

    /** About how many bytes the event keeps in memory beside its own few; a queue of events is bounded by it. */
    default int weight() {
        return 0;
    }

    /** A client's connection was accepted. */
    record ClientConnected(long nanos, long client, SocketAddress remote, SocketAddress local, boolean dumb)
            implements ProxyEvent {}

    /** The client has sent its FIN. */
    record ClientFinished(long nanos, long client) implements ProxyEvent {}

    /** The proxy ends the connection, with a FIN after what it has written. */
    record ClientClosing(long nanos, long client, CloseReason why) implements ProxyEvent {}

    /** A client's connection is closed, perhaps by the proxy's reset; {@code exchanges} were begun on it. */
    record ClientClosed(long nanos, long client, CloseReason why, int exchanges, boolean byReset)
            implements ProxyEvent {}

    /** A whole request head arrived; {@code head} holds its bytes; {@code late} where that is said only afterwards. */
    record RequestReceived(long nanos, long exchange, long client, int nth, byte[] head, boolean late)
            implements ProxyEvent {
        @Override
        public int weight() {
            return head.length;
        }
    }

    /** The request is complete. */
    record RequestEnded(long nanos, long exchange, long content) implements ProxyEvent {}

    /** The exchange waits until a connection becomes free. */
    record OriginAwaited(long nanos, long exchange) implements ProxyEvent {}

    /** A connection to an origin, or to the parent proxy, is being made. */
    record OriginConnecting(long nanos, long exchange, long connection, Origin origin, OriginChoice why)
            implements ProxyEvent {}

    /** It is made, {@code connectNanos} after it was begun, resolution included. */
    record OriginConnected(
            long nanos,
            long exchange,
            long connection,
            Origin origin,
            @Nullable SocketAddress remote,
            @Nullable SocketAddress local,
            long connectNanos)
            implements ProxyEvent {}

    /** It could not be made, or nobody needs it any more. */
    record OriginFailed(long nanos, long exchange, long connection, Origin origin, String why) implements ProxyEvent {}

    /** The request goes out on this connection, as its {@code nth}. */
    record OriginTaken(long nanos, long exchange, long connection, int nth, OriginChoice why) implements ProxyEvent {}

    /**
     * A connection rests in the pool.
     *
     * @param idleMillis for how long, unless it is used
     * @param hintSeconds what the origin said with {@code Keep-Alive: timeout=}, if that is less than the own limit, else -1
     */
    record OriginPooled(long nanos, long connection, long idleMillis, int hintSeconds) implements ProxyEvent {}

    /** An origin's connection is closed, perhaps by the proxy's reset; {@code exchanges} were begun on it. */
    record OriginClosed(long nanos, long connection, CloseReason why, int exchanges, boolean byReset)
            implements ProxyEvent {}

    /** The head was sent to the origin; {@code decisions} is null where the dumb proxy sent it as it was. */
    record RequestForwarded(
            long nanos,
            long exchange,
            long connection,
            byte[] head,
            @Nullable List<FieldDecision> decisions) implements ProxyEvent {
        @Override
        public int weight() {
            return head.length;
        }
    }

    /** The request is sent once more on a fresh connection. */
    record ExchangeRetried(long nanos, long exchange, RetryCause cause, String why) implements ProxyEvent {}

    /** The request has failed and is not sent once more. */
    record RetryRefused(long nanos, long exchange, RetryCause cause, RetryRefusal why) implements ProxyEvent {}

    /** The final response has begun to arrive. */
    record FirstByte(long nanos, long exchange) implements ProxyEvent {}

    /** What the blind relay passed on first of the response: its head, or as much of it as came. */
    record RelayedHead(long nanos, long exchange, byte[] head) implements ProxyEvent {
        @Override
        public int weight() {
            return head.length;
        }
    }

    /** An interim or the final response head was sent to the client. */
    record ResponseForwarded(
            long nanos,
            long exchange,
            int status,
            byte[] received,
            byte[] sent,
            @Nullable List<FieldDecision> decisions)
            implements ProxyEvent {
        @Override
        public int weight() {
            return received.length + sent.length;
        }
    }

    /** The proxy's own response was sent to the client; {@code head} and what follows it. */
    record Answered(long nanos, long exchange, int status, byte[] sent) implements ProxyEvent {
        @Override
        public int weight() {
            return sent.length;
        }
    }

    /** The trailer section of a request or response was dealt with; {@code decisions} tells of each of its lines. */
    record TrailersForwarded(long nanos, long exchange, boolean ofRequest, List<FieldDecision> decisions)
            implements ProxyEvent {}

    /** Both connections are a tunnel from here on, after CONNECT or after a 101. */
    record TunnelBegan(long nanos, long exchange, boolean upgrade) implements ProxyEvent {}

    /** One end of a tunnel has sent its FIN, which was passed on to the other. */
    record TunnelFinished(long nanos, long exchange, boolean byClient) implements ProxyEvent {}

    /** How far it is; it has moved {@code after} that time. */
    record ExchangeProgress(long nanos, long exchange, long after, long fromClient, long toClient, Standing standing)
            implements ProxyEvent {}

    /**
     * It stands still.
     *
     * @param unread whether the client has sent something that nobody reads, which the dumb proxy does not
     */
    record ExchangeStalled(long nanos, long exchange, long fromClient, long toClient, Standing standing, boolean unread)
            implements ProxyEvent {}

    /** The exchange is over. */
    record ExchangeCompleted(long nanos, ExchangeSummary summary) implements ProxyEvent {
        @Override
        public int weight() {
            return summary.requestHead().length;
        }
    }
}
