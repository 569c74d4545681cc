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
 * @param clientIds numbers of client connections
 * @param originIds numbers of origin connections
 * @param exchangeIds numbers of exchanges
 * @param date the Date line that it writes
 * @param target reads the target of a request; used within one call only
 */
public record LoopScope(
        EventLoop loop,
        LoopTimer timer,
        ProxyEvents events,
        Ids clientIds,
        Ids originIds,
        Ids exchangeIds,
        DateLine date,
        RequestTarget target) {}
