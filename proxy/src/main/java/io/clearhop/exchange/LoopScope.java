package io.clearhop.exchange;

import io.clearhop.http.RequestTarget;
import io.clearhop.loop.DateLine;
import io.clearhop.loop.Ids;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.ProxyEvents;
import io.netty.channel.EventLoop;

/**
 * What every connection of one event loop shares.
 *
 * @param loop the event loop
 * @param timer its deadlines
 * @param events where its events go
 * @param watch looks after its exchanges
 * @param connectionIds numbers of connections, of either side
 * @param exchangeIds numbers of exchanges
 * @param date the Date line that it writes
 * @param target reads the target of a request; used within one call only
 */
public record LoopScope(
        EventLoop loop,
        LoopTimer timer,
        ProxyEvents events,
        Watch watch,
        Ids connectionIds,
        Ids exchangeIds,
        DateLine date,
        RequestTarget target) {}
