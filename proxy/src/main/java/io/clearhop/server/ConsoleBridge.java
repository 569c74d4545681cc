package io.clearhop.server;

import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfig;
import io.clearhop.console.ConsoleProxy;
import io.clearhop.console.Playhouse;
import io.clearhop.console.TcpFacts;
import io.clearhop.metrics.Metrics;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.LiveState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the console knows of a proxy. Thread-safe. */
final class ConsoleBridge implements ConsoleProxy {
    private final ProxyServer server;
    private final ProxyConfig config;

    /**
     * Makes it.
     *
     * @param config with all that the proxy has decided itself
     */
    ConsoleBridge(ProxyServer server, ProxyConfig config) {
        this.server = server;
        this.config = config;
    }

    @Override
    public ProxyConfig config() {
        return config;
    }

    @Override
    public @Nullable LiveState live() {
        return server.live().orElse(null);
    }

    @Override
    public @Nullable Playhouse playhouse() {
        return server.playhouse();
    }

    @Override
    public long droppedEvents() {
        return server.droppedEvents();
    }

    @Override
    public byte @Nullable [] metrics() {
        Metrics metrics = server.metrics().orElse(null);
        if (metrics == null) {
            return null;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            metrics.scrape(text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return text.toByteArray();
    }

    @Override
    public List<Listening> listeners() {
        return server.doors().stream()
                .map(door -> new Listening(
                        door.address(),
                        door.pipelines().mode(),
                        door.configured().proxyProtocol()))
                .toList();
    }

    @Override
    public boolean isStopping() {
        return server.isStopping();
    }

    @Override
    public boolean switchMode(InetSocketAddress listener, ListenMode mode) {
        Optional<ListenerDoor> found = server.doors().stream()
                .filter(door -> door.address().equals(listener))
                .findFirst();
        found.ifPresent(door -> door.pipelines().switchTo(mode));
        return found.isPresent();
    }

    @Override
    public CompletionStage<@Nullable TcpFacts> tcp(ConnectionView connection) {
        return server.tcp(connection.local(), connection.remote());
    }

    @Override
    public InetSocketAddress door(ListenMode mode) throws IOException {
        for (ListenerDoor door : server.doors()) {
            if (door.pipelines().mode() == mode && door.isOpenToThisMachine()) {
                return door.reachable();
            }
        }
        return server.openDoor(mode);
    }
}
