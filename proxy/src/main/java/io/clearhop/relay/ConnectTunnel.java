package io.clearhop.relay;

import io.clearhop.access.ClientAccess;
import io.clearhop.exchange.ContentlessSource;
import io.clearhop.exchange.Exchange;
import io.clearhop.exchange.LoopScope;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.ResponseSink;
import io.clearhop.http.CloseReason;
import io.clearhop.http.Origin;
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
    private final LoopScope scope;
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
        this.scope = scope;
    }

    @Override
    public void start() {
        exchange.connecting();
        connector.connect(origin, access, this);
    }

    @Override
    public void connected(Channel channel, long nanos) {
        if (abandoned) {
            channel.close();
            return;
        }
        long id = OriginEvents.connected(scope, exchange, origin, channel, nanos, CloseReason.TUNNEL_ENDED);
        exchange.forwarded(id, 1);
        exchange.originCloses(CloseReason.TUNNEL_ENDED);
        sink.tunnel(null, null, channel, null);
    }

    @Override
    public void failed(ProxyError error, String detail) {
        if (!abandoned) {
            exchange.connectFailed(detail);
            sink.failed(error, detail);
        }
    }

    @Override
    public void abandon(CloseReason why) {
        abandoned = true;
    }
}
