package io.clearhop.relay;

import io.clearhop.exchange.LocalResponses;
import io.clearhop.exchange.LoopScope;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.Origin;
import io.clearhop.origin.OriginConnector;
import org.jspecify.annotations.Nullable;

/**
 * What the blind relays of one event loop share.
 *
 * @param parent the proxy that requests are sent on to, or null
 * @param relayIdleMillis how long no byte may pass
 */
public record RelayScope(
        LoopScope loop,
        OriginConnector connector,
        LocalResponses responses,
        RelayRegistry registry,
        HeadLimits headLimits,
        @Nullable Origin parent,
        long requestHeadMillis,
        long clientIdleMillis,
        long lingerMillis,
        long relayIdleMillis) {}
