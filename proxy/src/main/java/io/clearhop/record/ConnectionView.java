package io.clearhop.record;

import io.clearhop.http.Party;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection of one side, as it was at one moment. Times are milliseconds since the start of the proxy, null for what
 * has not happened.
 *
 * @param id its number, unique in the process
 * @param dumb whether it belongs to a dumb listener
 * @param remote of the client, the address that PROXY protocol tells
 * @param origin for an origin's connection {@code host:port}, else null
 * @param parent whether that is the parent proxy
 * @param slot for an origin's connection the smallest number that was free among the live ones to that origin
 * @param connectMs how long connecting took
 * @param by who closed it
 * @param exchanges how many were begun on it
 * @param idleSince null while something is going on
 * @param idleEnds when the timeout strikes
 * @param idleEndsBy whose timeout it is
 * @param version of the whole state when this last changed
 */
public record ConnectionView(
        long id,
        Side side,
        boolean dumb,
        @Nullable SocketAddress remote,
        @Nullable SocketAddress local,
        @Nullable String origin,
        boolean parent,
        int slot,
        ConnectionState state,
        double opened,
        @Nullable Double connectMs,
        @Nullable Double closed,
        @Nullable Label why,
        @Nullable Party by,
        int exchanges,
        @Nullable Double idleSince,
        @Nullable Double idleEnds,
        @Nullable String idleEndsBy,
        List<Mark> marks,
        long version) {}
