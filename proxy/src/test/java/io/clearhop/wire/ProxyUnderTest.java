package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.config.AccessLogFormat;
import io.clearhop.config.ConsoleSettings;
import io.clearhop.config.HostPort;
import io.clearhop.config.ListenMode;
import io.clearhop.config.Listener;
import io.clearhop.config.ProxyConfig;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.config.TransportKind;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.server.BindFailure;
import io.clearhop.server.ProxyServer;
import io.clearhop.testing.Leaks;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A running proxy with one event loop on a port of the system's choice. Closing it stops it without draining, and proves
 * that it left nothing behind: every connection and exchange that was begun has ended, every pooled buffer was released,
 * no event was dropped and nothing was logged as a warning.
 */
final class ProxyUnderTest implements AutoCloseable {
    /** Another one with the system property {@code clearhop.test.transport=NIO}. */
    private static final TransportKind TRANSPORT =
            TransportKind.valueOf(System.getProperty("clearhop.test.transport", "AUTO"));

    /** Of a chain of proxies the last one closed answers for the buffers of all. */
    private static int open;

    private static long buffersBefore;

    private final LoggedProblems problems = LoggedProblems.collect();
    private final EventLog events = new EventLog();
    private final ProxyServer server;

    private ProxyUnderTest(ListenMode mode, Consumer<ProxyConfigBuilder> changes) {
        ProxyConfig config = ProxyConfig.DEFAULTS.with(builder -> {
            builder.listeners(List.of(new Listener(mode, "127.0.0.1", 0)))
                    .via("clearhop")
                    .eventLoops(1)
                    .transport(TRANSPORT)
                    .accessLog(AccessLogFormat.OFF)
                    .console(console -> ConsoleSettings.OFF)
                    .timeouts(timeouts -> timeouts.withDrain(Duration.ZERO));
            changes.accept(builder);
        });
        countOpened();
        try {
            server = ProxyServer.start(config, events);
        } catch (BindFailure e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void countOpened() {
        if (open++ == 0) {
            buffersBefore = Leaks.pooledBuffers();
        }
    }

    static ProxyUnderTest smart() {
        return smart(builder -> {});
    }

    static ProxyUnderTest smart(Consumer<ProxyConfigBuilder> changes) {
        return of(ListenMode.SMART, changes);
    }

    static ProxyUnderTest dumb() {
        return dumb(builder -> {});
    }

    static ProxyUnderTest dumb(Consumer<ProxyConfigBuilder> changes) {
        return of(ListenMode.DUMB, changes);
    }

    static ProxyUnderTest of(ListenMode mode, Consumer<ProxyConfigBuilder> changes) {
        return new ProxyUnderTest(mode, changes);
    }

    InetSocketAddress address() {
        return server.listeners().get(0).address();
    }

    /** Where it listens, as a setting like {@code parent} has it. */
    HostPort hostPort() {
        return new HostPort("127.0.0.1", address().getPort());
    }

    ProxyServer server() {
        return server;
    }

    /** Begins to stop it. */
    CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(server::stop);
    }

    EventLog events() {
        return events;
    }

    /** Connects a client. */
    ScriptedClient client() {
        return ScriptedClient.connect(address());
    }

    @Override
    public void close() {
        server.close();
        open--;
        assertThat(problems.end()).as("logged").isEmpty();
        assertThat(server.droppedEvents()).as("dropped events").isZero();
        assertThat(Ledger.faults(events.all())).as("in the events%n%s", events).isEmpty();
        if (open == 0 && Leaks.pooledBuffers() != buffersBefore) {
            Leaks.assertNone();
            assertThat(Leaks.pooledBuffers()).as("pooled buffers in use").isEqualTo(buffersBefore);
        }
    }
}
