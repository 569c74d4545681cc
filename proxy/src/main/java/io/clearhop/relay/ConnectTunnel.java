package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.ContentlessSource;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LoopScope;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
import io.clearhop.observe.OriginChoice;
import io.clearhop.observe.Standing;
import io.clearhop.origin.OriginConnector;
import io.netty.channel.Channel;

/**
 * The answer to CONNECT: a connection of its own to the origin, which then becomes a tunnel. CONNECT has no content (RFC
 * 9110 section 9.3.6); what follows its head waits for the tunnel. Event loop.
 */
public final class ConnectTunnel extends ContentlessSource implements OriginConnector.Listener {
    private final Exchange exchange;
    private final Origin origin;
    private final ClientAccess access;
    private final ResponseSink sink;
    private final OriginConnector connector;
    private final OriginEvents events;
    private boolean abandoned;

    public ConnectTunnel(
            Exchange exchange,
            Origin origin,
            ClientAccess access,
            ResponseSink sink,
            OriginConnector connector,
            LoopScope scope) {
        this.exchange = exchange;
        this.origin = origin;
        this.access = access;
        this.sink = sink;
        this.connector = connector;
        events = new OriginEvents(scope, exchange, OriginChoice.FOR_TUNNEL);
    }

    @Override
    public void start() {
        events.connecting();
        connector.connect(origin, access, this);
    }

    @Override
    public void connected(Channel channel, long nanos) {
        if (abandoned) {
            events.failed(OriginEvents.NOT_NEEDED);
            channel.close();
            return;
        }
        events.connected(channel, nanos, CloseReason.TUNNEL_ENDED);
        events.taken();
        exchange.originCloses(CloseReason.TUNNEL_ENDED);
        sink.tunnel(null, null, channel, null);
    }

    @Override
    public void failed(ProxyError error, String detail) {
        events.failed(detail);
        if (!abandoned) {
            sink.failed(error, detail);
        }
    }

    @Override
    public Standing standing() {
        return Standing.CONNECTING;
    }

    @Override
    public void abandon(CloseReason why) {
        abandoned = true;
    }
}
