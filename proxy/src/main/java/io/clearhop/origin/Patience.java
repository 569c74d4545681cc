package io.clearhop.origin;

import io.clearhop.exchange.ProxyError;
import io.clearhop.http.CloseReason;
import io.clearhop.loop.Deadline;
import io.clearhop.loop.LoopTimer;
import org.jspecify.annotations.Nullable;

/** How long an origin connection waits, and whose turn it was when that was too long. Event loop. */
final class Patience {
    /**
     * Why the waiting is over.
     *
     * @param detail sentences that begin with a space
     */
    record End(ProxyError error, CloseReason why, String detail) {}

    /** Whose turn it is within an exchange. */
    enum Turn {
        /** The origin takes content of the request, which the client does not send. */
        CLIENT_SENDS,
        /** The client does not take the response. */
        CLIENT_TAKES,
        /** The origin does not take the request. */
        ORIGIN_TAKES,
        ORIGIN_SENDS;

        /**
         * Tells from the state of the origin hop.
         *
         * @param requestGoesOn whether content of the request may still be wanted
         * @param writable whether the origin takes it
         * @param reading whether the response is read, because the client takes it
         */
        static Turn of(boolean requestGoesOn, boolean writable, boolean reading) {
            if (requestGoesOn && writable) {
                return CLIENT_SENDS;
            }
            if (!reading) {
                return CLIENT_TAKES;
            }
            return requestGoesOn ? ORIGIN_TAKES : ORIGIN_SENDS;
        }
    }

    private final LoopTimer timer;
    private final OriginTimeouts timeouts;
    private final Deadline deadline;
    /** What waited to leave on both hops when nothing had moved the last time. */
    private long waitingBefore;
    /** For how long nothing will have been read or written when the deadline strikes. */
    private long stillMillis;

    /**
     * Makes one that waits for nothing.
     *
     * @param deadline is called when it may be over: then {@link #stalled} tells
     */
    Patience(LoopTimer timer, OriginTimeouts timeouts, Deadline deadline) {
        this.timer = timer;
        this.timeouts = timeouts;
        this.deadline = deadline;
    }

    /** An exchange begins, of which nothing waits to leave yet. */
    void begin() {
        waitingBefore = 0;
        moved(false);
    }

    /** Something was read or written: the next step has its time. Whose turn it will be then is seen then. */
    void moved(boolean requestEnded) {
        stillMillis = requestEnded ? timeouts.stall() : Math.min(timeouts.requestContent(), timeouts.stall());
        timer.set(deadline, stillMillis);
    }

    /** The request is complete, so that the response may come. */
    void awaitResponse() {
        timer.set(deadline, timeouts.responseHead());
    }

    /** The connection rests. */
    void awaitUse(long millis) {
        timer.set(deadline, millis);
    }

    /** Waits for nothing any more. */
    void end() {
        timer.remove(deadline);
    }

    /** No response has begun in time. */
    End noResponse() {
        return new End(
                ProxyError.RESPONSE_TIMEOUT,
                CloseReason.RESPONSE_HEAD_TIMEOUT,
                " No response head within " + timeouts.responseHead() + " ms.");
    }

    /**
     * Nothing was read or written for a while: whose turn it is has stalled, unless he takes what waits, slowly.
     *
     * @param waiting what waits to leave on both hops
     * @return null if there is still time
     */
    @Nullable
    End stalled(Turn turn, long waiting, boolean requestEnded) {
        long limit = turn == Turn.CLIENT_SENDS ? timeouts.requestContent() : timeouts.stall();
        if (waiting != waitingBefore) {
            waitingBefore = waiting;
            moved(requestEnded);
            return null;
        }
        if (stillMillis < limit) {
            timer.set(deadline, limit - stillMillis);
            stillMillis = limit;
            return null;
        }
        return switch (turn) {
            case CLIENT_SENDS ->
                end(ProxyError.REQUEST_TIMEOUT, CloseReason.REQUEST_CONTENT_TIMEOUT, "The client sent nothing", limit);
            case CLIENT_TAKES -> end(ProxyError.STALLED, CloseReason.CLIENT_STALLED, "The client took nothing", limit);
            case ORIGIN_TAKES -> end(ProxyError.REQUEST_STALLED, CloseReason.ORIGIN_STALLED, "It took nothing", limit);
            case ORIGIN_SENDS -> end(ProxyError.STALLED, CloseReason.ORIGIN_STALLED, "Nothing moved", limit);
        };
    }

    private static End end(ProxyError error, CloseReason why, String what, long limit) {
        return new End(error, why, " " + what + " for " + limit + " ms.");
    }
}
