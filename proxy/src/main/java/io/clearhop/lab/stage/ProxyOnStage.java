package io.clearhop.lab.stage;

import io.clearhop.console.TcpFacts;
import io.clearhop.observe.ProxyEvent;
import io.clearhop.server.ProxyServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
        Predicate<ProxyEvent> wanted = event -> kind.isInstance(event) && fits.test(kind.cast(event));
        return kind.cast(heard.await(1, wanted, PATIENCE).get(0));
    }

    /** Waits no longer than so until it has told something of this kind. */
    public <E extends ProxyEvent> Optional<E> awaitFor(Duration limit, Class<E> kind) {
        return heard.find(kind::isInstance, limit).map(kind::cast);
    }

    /** Waits until it has told something of this kind. */
    public <E extends ProxyEvent> E await(Class<E> kind) {
        return await(kind, event -> true);
    }

    /** Waits until it has told so many things that fit, and returns them. */
    public List<ProxyEvent> await(int count, Predicate<ProxyEvent> fits) {
        return heard.await(count, fits, PATIENCE);
    }

    /** The proxy itself. */
    public ProxyServer server() {
        return server;
    }

    /**
     * What the kernel says of the proxy's end of the connection that a client made from a port.
     *
     * @throws NotHere if it does not say
     */
    public TcpFacts tcp(int port) throws NotHere {
        requireEpoll();
        ProxyEvent.ClientConnected connected =
                await(ProxyEvent.ClientConnected.class, event -> Conversation.port(event.remote()) == port);
        TcpFacts facts = server.tcp(connected.local(), connected.remote())
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (facts == null) {
            throw new IllegalStateException("the connection from port " + port + " is not open");
        }
        return facts;
    }

    /**
     * Goes on only where the kernel can be asked about connections.
     *
     * @throws NotHere elsewhere
     */
    public void requireEpoll() throws NotHere {
        String transport = server.transport();
        if (!transport.equals("epoll")) {
            throw new NotHere(Text.of(
                            "The kernel is asked about connections with Linux's TCP_INFO and epoll; here it is %s."
                                    + " Run it on Linux.",
                            "커널에 커넥션을 물어보려면 리눅스의 TCP_INFO와 epoll이 필요한데 여기서는 %s를 쓴다. 리눅스에서 실행하면 된다.")
                    .with(transport));
        }
    }
}
