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
 * connections and exchanges are unique in the process. They nest like this:
 *
 * <pre>
 * ClientConnected
 *   RequestReceived                       an exchange begins
 *     OriginConnecting                    only where no pooled connection was used
 *       OriginConnected | OriginFailed
 *     OriginReused                        only where a pooled connection was used
 *     RequestForwarded
 *     ExchangeRetried | RetryRefused      the former then again OriginConnecting …
 *     ResponseForwarded                   once for each interim response, once for the final one
 *     TrailersForwarded                   once for a trailer section of the request, once for one of the response
 *   ExchangeCompleted                     exactly once for each RequestReceived
 * ClientClosed                            exactly once for each ClientConnected
 *
 * OriginConnected
 *   OriginPooled, OriginReused            for each time it rests
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

    /** A client's connection is closed; {@code exchanges} were begun on it. */
    record ClientClosed(long nanos, long client, CloseReason why, int exchanges) implements ProxyEvent {}

    /** A whole request head arrived; {@code head} holds its bytes. */
    record RequestReceived(long nanos, long exchange, long client, int nth, byte[] head) implements ProxyEvent {
        @Override
        public int weight() {
            return head.length;
        }
    }

    /** A connection to an origin, or to the parent proxy, is being made. */
    record OriginConnecting(long nanos, long exchange, Origin origin) implements ProxyEvent {}

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

    /** It could not be made. */
    record OriginFailed(long nanos, long exchange, Origin origin, String why) implements ProxyEvent {}

    /** A pooled connection was taken for its {@code nth} exchange. */
    record OriginReused(long nanos, long exchange, long connection, int nth) implements ProxyEvent {}

    /** A connection rests in the pool. */
    record OriginPooled(long nanos, long connection) implements ProxyEvent {}

    /** An origin's connection is closed; {@code exchanges} were begun on it. */
    record OriginClosed(long nanos, long connection, CloseReason why, int exchanges) implements ProxyEvent {}

    /** The head was sent to the origin; {@code decisions} is null where nobody asked for them. */
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
    record ExchangeRetried(long nanos, long exchange, String why) implements ProxyEvent {}

    /** The request has failed and is not sent once more. */
    record RetryRefused(long nanos, long exchange, RetryCause cause, RetryRefusal why) implements ProxyEvent {}

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

    /** The trailer section of a request or response was dealt with; {@code decisions} tells of each of its lines. */
    record TrailersForwarded(long nanos, long exchange, boolean ofRequest, List<FieldDecision> decisions)
            implements ProxyEvent {}

    /** The exchange is over. */
    record ExchangeCompleted(long nanos, ExchangeSummary summary) implements ProxyEvent {
        @Override
        public int weight() {
            return summary.requestHead().length;
        }
    }
}
