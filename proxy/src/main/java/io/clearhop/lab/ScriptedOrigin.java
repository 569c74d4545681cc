package io.clearhop.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * An HTTP origin that does with each connection what its {@link Script} says, each on its own daemon thread.
 *
 * <p>The methods are for any thread. Those that wait do so for at most {@link Wire#DEFAULT_TIMEOUT}, and then fail with
 * an {@link AssertionError} that says what has come so far.
 */
public final class ScriptedOrigin implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long JOIN_MILLIS = 2_000;

    private final ServerSocket listener;
    private final Script script;
    private final Supplier<WireListener> listeners;
    private final OriginLog log = new OriginLog();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    // Volatile: set by the closing thread, read by the accepting thread and the scripts'.
    private volatile boolean closing;

    private ScriptedOrigin(ServerSocket listener, Script script, Supplier<WireListener> listeners) {
        this.listener = listener;
        this.script = script;
        this.listeners = listeners;
    }

    /** Listens on 127.0.0.1, at a port the system chooses. */
    public static ScriptedOrigin start(Script script) {
        return start(new InetSocketAddress(loopback(), 0), script);
    }

    /**
     * Listens on the given address.
     *
     * @throws UncheckedIOException if that is not possible
     */
    public static ScriptedOrigin start(InetSocketAddress address, Script script) {
        return start(address, script, () -> WireListener.NONE);
    }

    /**
     * Listens on 127.0.0.1, and tells a listener of its own what happens on each connection.
     *
     * @param port 0 for one that the system chooses
     * @throws UncheckedIOException as {@link #start(InetSocketAddress, Script)} does
     */
    public static ScriptedOrigin start(int port, Script script, Supplier<WireListener> listeners) {
        return start(new InetSocketAddress(loopback(), port), script, listeners);
    }

    private static ScriptedOrigin start(InetSocketAddress address, Script script, Supplier<WireListener> listeners) {
        try {
            ServerSocket listener = new ServerSocket();
            // So that an origin can come back at the port of one that has just closed.
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
            ScriptedOrigin origin = new ScriptedOrigin(listener, script, listeners);
            origin.startThread("lab-origin-" + origin.port(), origin::acceptAll);
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
    }

    /** Returns the address it listens on. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), port());
    }

    /** Returns the TCP port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns host and port as a {@code Host} field or an authority-form target has them. */
    public String authority() {
        String host = listener.getInetAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port();
    }

    /** Returns the http URI of a path that begins with a slash: an absolute-form target. */
    public String uri(String path) {
        return "http://" + authority() + path;
    }

    /** Returns the connections accepted so far, in their order, also those that have ended. */
    public List<Wire> connections() {
        return log.connections();
    }

    /** Waits for the connection with this number, counted from 1. */
    public Wire awaitConnection(int number) {
        return log.awaitConnections(number, Wire.DEFAULT_TIMEOUT).get(number - 1);
    }

    /** Returns the requests whose head a script has read, in the order of the heads; content as far as it was read. */
    public List<Request> requests() {
        return log.requests();
    }

    /** Waits until scripts have read at least this many heads, and returns {@link #requests()}. */
    public List<Request> awaitRequests(int count) {
        return log.awaitRequests(count, Wire.DEFAULT_TIMEOUT);
    }

    /** Throws an {@link AssertionError} if a script has failed. */
    public void assertNoFailure() {
        log.throwFailures();
    }

    /**
     * Stops listening, closes all connections and ends the scripts.
     *
     * @throws AssertionError if a script had failed before, and not merely because of this close
     */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections().forEach(Wire::close);
        }
        endThreads();
        log.throwFailures();
    }

    private void endThreads() {
        // Closing has ended those that wait on a socket; this ends a script that is taking its time.
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        for (int number = 1; !closing; number++) {
            try {
                accept(listener.accept(), number);
            } catch (IOException e) {
                if (!closing) {
                    log.failed(number, e);
                }
                return;
            }
        }
    }

    private void accept(Socket socket, int number) throws IOException {
        Wire wire = new Wire(socket, number, true, log.listener(number).and(listeners.get()));
        log.accepted(wire);
        if (closing) {
            wire.close();
        }
        startThread("lab-origin-" + port() + "-" + number, () -> run(wire, number));
    }

    private void run(Wire wire, int number) {
        try {
            script.run(wire, number);
            wire.lingeringClose();
        } catch (Throwable failure) {
            // Throwable: a script written in a test asserts, and an AssertionError must not vanish with its thread.
            boolean causedByClose = closing && isEndOfWire(failure);
            if (!causedByClose) {
                log.failed(number, failure);
            }
            wire.close();
        }
    }

    private static boolean isEndOfWire(Throwable failure) {
        return failure instanceof WireException
                || failure instanceof IOException
                || failure instanceof InterruptedException;
    }

    private void startThread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
