package io.clearhop.record;

import io.clearhop.observe.Standing;
import org.jspecify.annotations.Nullable;

/**
 * All that the explanation of a hang may be drawn from.
 *
 * @param dumb whether the proxy that it hangs in is the dumb one
 * @param toParent whether the next hop is a parent proxy
 * @param nthOfOrigin counts the exchanges of the origin's connection from 1
 * @param request what the request says, or null if nobody knows
 * @param response what the response says, or null if there is none yet
 * @param fromClient bytes of content; of the blind relay and of tunnels all bytes
 * @param toClient the same towards the client
 * @param unread whether the client has sent something that nobody reads
 * @param since when something moved last, milliseconds since the start of the proxy
 */
record Situation(
        Standing standing,
        boolean dumb,
        boolean toParent,
        int nthOfOrigin,
        @Nullable RequestWords request,
        @Nullable ResponseWords response,
        long fromClient,
        long toClient,
        boolean unread,
        double since,
        Limits limits) {

    /** What the next hop is called. */
    String hop() {
        return toParent ? "the parent proxy" : "the origin";
    }

    /** Whether the blind relay has passed on all that the response says it has. */
    boolean isResponseComplete() {
        return response != null && response.length() >= 0 && toClient >= response.headLength() + response.length();
    }
}
