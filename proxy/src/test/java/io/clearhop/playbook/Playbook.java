package io.clearhop.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.ClientAccess;
import io.clearhop.access.ClientRules;
import io.clearhop.access.DestinationRules;
import io.clearhop.access.NextHop;
import io.clearhop.client.ClientConnection;
import io.clearhop.client.ClientPolicy;
import io.clearhop.client.ClientScope;
import io.clearhop.config.PoolLimits;
import io.clearhop.config.Timeouts;
import io.clearhop.exchange.LocalResponses;
import io.clearhop.exchange.LoopScope;
import io.clearhop.exchange.ProxyError;
import io.clearhop.exchange.Watch;
import io.clearhop.forward.HopAwareForwarder;
import io.clearhop.forward.Via;
import io.clearhop.http.HeadLimits;
import io.clearhop.http.Http10KeepAlive;
import io.clearhop.http.Origin;
import io.clearhop.http.ProtectedNomination;
import io.clearhop.http.RequestTarget;
import io.clearhop.http.UpgradePolicy;
import io.clearhop.loop.DateLine;
import io.clearhop.loop.Ids;
import io.clearhop.loop.LoopTimer;
import io.clearhop.observe.ExchangeSummary;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.observe.ProxyEvents;
import io.clearhop.origin.OriginConnector;
import io.clearhop.origin.OriginPool;
import io.clearhop.relay.Linger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A conversation over the smart handlers without a socket: what a client sends, what reaches the origin, what that
 * answers, what reaches the client. Time stands still unless it is advanced. Text is bytes in ISO-8859-1; a line break
 * {@code \n} in an argument stands for CRLF.
 */
public final class Playbook {
    private final EmbeddedChannel client;
    private final List<EmbeddedChannel> origins = new ArrayList<>();
    private final List<ProxyEvent> events = new ArrayList<>();
    private EmbeddedChannel origin;
    private ProxyError refuseWith;

    Playbook() {
        client = EmbeddedChannel.builder().build();
        serve(client, recorder(), this::connect);
        client.freezeTime();
    }

    /** Puts the smart handlers on a client's channel. */
    public static void serve(EmbeddedChannel client, ProxyEvents events, OriginConnector connector) {
        serve(client, scope(client.eventLoop(), events, connector, PoolLimits.DEFAULTS));
    }

    /** What all clients of a loop share. */
    static ClientScope scope(EventLoop loop, ProxyEvents events, OriginConnector connector, PoolLimits limits) {
        LoopTimer timer = new LoopTimer(loop);
        LoopScope scope = new LoopScope(
                loop,
                timer,
                events,
                new Watch(timer, Watch.ALL),
                new Ids(0, 1),
                new Ids(0, 1),
                new DateLine(),
                new RequestTarget());
        OriginPool pool =
                new OriginPool(scope, connector, limits, limits::connections, HeadLimits.DEFAULTS, Timeouts.DEFAULTS);
        ClientPolicy policy = new ClientPolicy(
                NextHop.DIRECT,
                ProtectedNomination.KEEP,
                UpgradePolicy.ALLOW,
                Http10KeepAlive.PROXY_CONNECTION,
                false,
                0,
                HeadLimits.DEFAULTS,
                Timeouts.DEFAULTS.requestHead().toMillis(),
                Timeouts.DEFAULTS.clientIdle().toMillis(),
                new Linger(300_000, 5000, 30_000),
                0,
                Timeouts.DEFAULTS.tunnelIdle().toMillis());
        return new ClientScope(
                scope,
                policy,
                new HopAwareForwarder(new Via("test"), false),
                HopAwareForwarder.toParent(new Via("test"), false, ""),
                pool,
                connector,
                new LocalResponses("test", "test"),
                null);
    }

    static void serve(EmbeddedChannel client, ClientScope clients) {
        ClientConnection connection = new ClientConnection(
                client,
                clients,
                new ClientAccess(
                        new InetSocketAddress("127.0.0.1", 40_000),
                        ClientRules.LOOPBACK,
                        DestinationRules.NONE,
                        NextHop.DIRECT,
                        null));
        client.pipeline().addLast(connection);
        client.pipeline().fireChannelActive();
    }

    private ProxyEvents recorder() {
        return events::add;
    }

    private void connect(Origin to, ClientAccess access, OriginConnector.Listener listener) {
        if (refuseWith != null) {
            listener.failed(refuseWith, "Origin: " + to + ".");
            return;
        }
        origin = new EmbeddedChannel();
        origins.add(origin);
        listener.connected(origin, 0);
    }

    /** The next connection to an origin fails. */
    Playbook originsFailWith(ProxyError error) {
        refuseWith = error;
        return this;
    }

    /** The client sends. */
    Playbook client(String text) {
        return clientBytes(text.replace("\n", "\r\n"));
    }

    /** The client sends one byte. */
    Playbook clientByte(byte b) {
        client.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
        return this;
    }

    /** The origin of the newest connection sends. */
    Playbook origin(String text) {
        return originBytes(text.replace("\n", "\r\n"));
    }

    /** The client sends, line breaks as they are. */
    Playbook clientBytes(String text) {
        receive(client, text);
        return this;
    }

    /** The origin of the newest connection sends, line breaks as they are. */
    Playbook originBytes(String text) {
        receive(origin, text);
        return this;
    }

    /** A channel receives a text, line breaks as they are. */
    static void receive(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    /** Exactly this has reached the newest origin connection since the last look. */
    Playbook toOrigin(String text) {
        assertThat(sent(origin)).isEqualTo(text.replace("\n", "\r\n"));
        return this;
    }

    /** Exactly this has reached the client since the last look. */
    Playbook toClient(String text) {
        assertThat(sent(client)).isEqualTo(text.replace("\n", "\r\n"));
        return this;
    }

    /** What has reached the client since the last look. */
    String toClient() {
        return sent(client);
    }

    /** What was sent on a channel since the last look. */
    static String sent(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return text.toString();
    }

    /** The origin closes the newest connection. */
    Playbook originCloses() {
        origin.close();
        return this;
    }

    /** The origin resets the newest connection. */
    Playbook originResets() {
        origin.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        origin.close();
        return this;
    }

    /** The client half-closes. */
    Playbook clientHalfCloses() {
        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        return this;
    }

    /** The client's connection is gone. */
    Playbook clientLeaves() {
        client.close();
        return this;
    }

    /** Time passes. */
    Playbook advance(Duration time) {
        // One tick at a time, for a task may schedule the next.
        for (long millis = 0; millis < time.toMillis(); millis += 100) {
            client.advanceTimeBy(100, TimeUnit.MILLISECONDS);
            client.runScheduledPendingTasks();
        }
        return this;
    }

    Playbook connectionsToOrigins(int count) {
        assertThat(origins).hasSize(count);
        return this;
    }

    Playbook originIsOpen(boolean open) {
        assertThat(origin.isOpen()).isEqualTo(open);
        return this;
    }

    Playbook clientIsOpen(boolean open) {
        assertThat(client.isOpen()).isEqualTo(open);
        return this;
    }

    /** Ends the conversation and releases what nobody has looked at. */
    void close() {
        client.finishAndReleaseAll();
        origins.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    /** The names of the events since the beginning, in order. */
    List<String> eventNames() {
        return events.stream().map(e -> e.getClass().getSimpleName()).toList();
    }

    /** The last exchange that was completed. */
    ExchangeSummary lastExchange() {
        ExchangeSummary last = null;
        for (ProxyEvent event : events) {
            if (event instanceof ProxyEvent.ExchangeCompleted completed) {
                last = completed.summary();
            }
        }
        assertThat(last).as("a completed exchange").isNotNull();
        return last;
    }
}
