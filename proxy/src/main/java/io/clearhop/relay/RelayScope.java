package io.clearhop.relay;

import io.clearhop.access.NextHop;
import io.clearhop.exchange.LocalResponses;
import io.clearhop.exchange.LoopScope;
import io.clearhop.http.HeadLimits;
import io.clearhop.origin.OriginConnector;

/**
 * What the blind relays of one event loop share.
 *
 * @param nextHop whether requests go to origins or to a parent proxy
 * @param linger how long a closing connection waits for its client
 * @param relayIdleMillis how long no byte may pass
 */
public record RelayScope(
        LoopScope loop,
        OriginConnector connector,
        LocalResponses responses,
        RelayRegistry registry,
        HeadLimits headLimits,
        NextHop nextHop,
        long requestHeadMillis,
        long clientIdleMillis,
        Linger linger,
        long relayIdleMillis) {}
