package io.clearhop.observe;

import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * All that an access log says about one exchange. Durations are nanoseconds from the request head's arrival, -1 for what
 * never happened.
 *
 * @param exchange number of the exchange
 * @param client number of the client's connection
 * @param nthOfClient counts the exchanges of that connection from 1
 * @param clientAddress the client's address
 * @param user who has authenticated to the proxy, or null
 * @param requestHead bytes of the received request head, or of its request line where nobody wants its fields; empty
 *     where none was whole
 * @param nextHop the origin, or the parent proxy, to which the request was to go; null if it was to go nowhere
 * @param origin number of the origin's connection, 0 for none
 * @param nthOfOrigin counts the exchanges of that connection from 1
 * @param attempts how often the request was sent
 * @param epochMillis when the request head had arrived
 * @param queuedNanos how long it waited because all connections to the next hop were in use
 * @param forwardedNanos until the request head was sent on
 * @param firstByteNanos until the final response head arrived
 * @param totalNanos until the exchange was over
 * @param status sent to the client, 0 for none
 * @param requestBytes of content from the client, or bytes from the client for a tunnel
 * @param responseBytes of content to the client, or bytes to the client for a tunnel
 * @param outcome how it ended
 * @param detail what went wrong, in words, or null
 * @param clientClose why the client's connection is closed after it, null if it is kept
 * @param originClose why the origin's connection is closed after it, null if it is kept or there is none
 */
public record ExchangeSummary(
        long exchange,
        long client,
        int nthOfClient,
        @Nullable SocketAddress clientAddress,
        @Nullable String user,
        byte[] requestHead,
        @Nullable Origin nextHop,
        long origin,
        int nthOfOrigin,
        int attempts,
        long epochMillis,
        long queuedNanos,
        long forwardedNanos,
        long firstByteNanos,
        long totalNanos,
        int status,
        long requestBytes,
        long responseBytes,
        Outcome outcome,
        @Nullable String detail,
        @Nullable CloseReason clientClose,
        @Nullable CloseReason originClose) {}
