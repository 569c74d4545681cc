package io.clearhop.lab.stage;

import io.clearhop.observe.ProxyEvent;
import io.clearhop.server.ProxyServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A proxy in a scenario. */
public final class ProxyOnStage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ProxyServer server;
    private final HeardEvents heard;

    ProxyOnStage(ProxyServer server, HeardEvents heard) {
        this.server = server;
        this.heard = heard;
    }

    /** Where clients find it. */
    public InetSocketAddress address() {
        return server.listeners().get(0).address();
    }

    /** What it has told so far, in its order. */
    public List<ProxyEvent> events() {
        return heard.all();
    }

    /** What it has told of one kind so far. */
    public <E extends ProxyEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until it has told something, and returns the first that fits. */
    public <E extends ProxyEvent> E await(Class<E> kind, Predicate<? super E> fits) {
        return kind.cast(heard.await(event -> kind.isInstance(event) && fits.test(kind.cast(event)), PATIENCE));
    }

    /** Waits until it has told something of this kind. */
    public <E extends ProxyEvent> E await(Class<E> kind) {
        return await(kind, event -> true);
    }

    /** The proxy itself. */
    public ProxyServer server() {
        return server;
    }
}
