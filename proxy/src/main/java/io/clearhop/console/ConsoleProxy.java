package io.clearhop.console;

import io.clearhop.config.ListenMode;
import io.clearhop.config.ProxyConfig;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.LiveState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the console knows of the proxy, and may do to it. Thread-safe. */
public interface ConsoleProxy {
    /**
     * A listener.
     *
     * @param address where it listens
     * @param mode what new connections get
     * @param proxyProtocol whether they begin with a PROXY header, which no browser sends
     */
    record Listening(InetSocketAddress address, ListenMode mode, boolean proxyProtocol) {}

    /** How it is configured. */
    ProxyConfig config();

    /** What is recorded, or null if nothing is. */
    @Nullable
    LiveState live();

    /** How many events nobody saw because a queue was full. */
    long droppedEvents();

    /** What is counted, in the text format of Prometheus; null if nothing is. */
    byte @Nullable [] metrics();

    /** All listeners, in the order of the configuration. */
    List<Listening> listeners();

    /** Whether it has been told to stop, and takes clients only until others know. */
    boolean isStopping();

    /** From now on new connections to a listener get this mode; says whether there is such a listener. */
    boolean switchMode(InetSocketAddress listener, ListenMode mode);

    /** What the kernel knows of a connection; null where it is gone, or the system does not tell. */
    CompletionStage<@Nullable TcpFacts> tcp(ConnectionView connection);

    /** What can be played beside it, or null if there is nothing. */
    @Nullable
    Playhouse playhouse();

    /**
     * A way in of this mode for one client on this machine.
     *
     * @throws IOException if it cannot be opened
     */
    InetSocketAddress door(ListenMode mode) throws IOException;
}
