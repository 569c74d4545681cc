package io.clearhop.lab.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/**
 * A link on the loopback interface: who connects to it finds its target behind it, as late as the link would have it.
 *
 * <p>A relay cannot delay the handshake of the kernel. Its connections are made at once; what the connecting side sends
 * waits until the handshake would be over, and the target sees the connection only then.
 */
public final class DelayingRelay implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final InetSocketAddress to;
    private final Link link;
    private final IntConsumer ownPorts;
    private final Bandwidth there;
    private final Bandwidth back;
    private final Map<Integer, Long> established = new ConcurrentHashMap<>();
    private final Queue<RelayedConnection> connections = new ConcurrentLinkedQueue<>();
    // Volatile: set by who closes, read by the accepting thread.
    private volatile boolean closing;

    private DelayingRelay(ServerSocket listener, InetSocketAddress to, Link link, IntConsumer ownPorts) {
        this.listener = listener;
        this.to = to;
        this.link = link;
        this.ownPorts = ownPorts;
        there = new Bandwidth(link.bytesPerSecond(), System.nanoTime());
        back = new Bandwidth(link.bytesPerSecond(), System.nanoTime());
    }

    /** A link to this target. */
    public static DelayingRelay start(InetSocketAddress to, Link link) {
        return start(to, link, port -> {});
    }

    /**
     * A link to this target.
     *
     * @param ownPorts told of the ports from which it is about to connect to the target, on threads of the link
     * @throws UncheckedIOException if it cannot listen
     */
    public static DelayingRelay start(InetSocketAddress to, Link link, IntConsumer ownPorts) {
        try {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            DelayingRelay relay = new DelayingRelay(listener, to, link, ownPorts);
            Thread thread = new Thread(relay::acceptAll, "lab-link-" + listener.getLocalPort());
            thread.setDaemon(true);
            thread.start();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the loopback interface", e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /**
     * The moment of {@link System#nanoTime()} when the simulated handshake of the connection from this port was over,
     * which is so as soon as anything has come back on it.
     */
    public long establishedAt(int clientPort) {
        Long moment = established.get(clientPort);
        if (moment == null) {
            throw new IllegalStateException("no connection from port " + clientPort + " is established");
        }
        return moment;
    }

    private void acceptAll() {
        while (!closing) {
            try {
                accept(listener.accept());
            } catch (IOException e) {
                return;
            }
        }
    }

    private void accept(Socket socket) throws IOException {
        RelayedConnection connection =
                new RelayedConnection(socket, link, moment -> established.put(socket.getPort(), moment));
        connections.add(connection);
        connection.start(to, there, back, ownPorts);
        if (closing) {
            connection.close();
        }
    }

    /** Ends it, and cuts what it still carries. */
    @Override
    public void close() {
        closing = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connections.forEach(RelayedConnection::close);
        }
    }
}
