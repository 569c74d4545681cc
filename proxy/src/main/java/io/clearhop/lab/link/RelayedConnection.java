package io.clearhop.lab.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/** A connection that was accepted, the one it becomes at the other end of the link, and what passes between them. */
final class RelayedConnection {
    /** Nobody in the lab is silent for longer. */
    private static final int SILENCE_MILLIS = 60_000;

    private static final int CONNECT_MILLIS = 10_000;
    private static final int DIRECTIONS = 2;

    private final Link link;
    private final Socket accepted;
    private final Socket made = new Socket();
    private final long began = System.nanoTime();
    private final LongConsumer established;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finished = new AtomicInteger();

    /**
     * Makes one.
     *
     * @param established told of the moment when the connecting side may send, on a thread of the link
     */
    RelayedConnection(Socket accepted, Link link, LongConsumer established) throws IOException {
        accepted.setTcpNoDelay(true);
        accepted.setSoTimeout(SILENCE_MILLIS);
        this.accepted = accepted;
        this.link = link;
        this.established = established;
    }

    /**
     * Begins to relay, with threads of its own.
     *
     * @param there the shared bandwidth of the direction in which the connection is made
     * @param back that of the other
     * @param own told of the port from which the other connection will be made
     */
    void start(InetSocketAddress to, Bandwidth there, Bandwidth back, IntConsumer own) {
        Direction request = new Direction(accepted, made, established(), link, there);
        thread("read-there", request::read);
        thread("connect", () -> {
            try {
                connect(to, own);
                relay(request, new Direction(made, accepted, established(), link, back));
            } catch (IOException refused) {
                close(accepted, true);
                close();
            }
        });
    }

    /** The accepting side sees a connection when the third segment of the handshake has arrived. */
    private void connect(InetSocketAddress to, IntConsumer own) throws IOException, InterruptedException {
        Moments.await(established());
        established.accept(System.nanoTime());
        Moments.await(established() + link.oneWay().toNanos());
        made.setTcpNoDelay(true);
        made.setSoTimeout(SILENCE_MILLIS);
        made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        own.accept(made.getLocalPort());
        made.connect(to, CONNECT_MILLIS);
    }

    /** When the connecting side has its SYN+ACK, and may send. */
    private long established() {
        return began + link.roundTrip().toNanos();
    }

    private void relay(Direction request, Direction response) {
        thread("read-back", response::read);
        thread("write-there", () -> write(request, made, response));
        thread("write-back", () -> write(response, accepted, request));
    }

    private void write(Direction direction, Socket to, Direction opposite) throws InterruptedException {
        try {
            direction.write(() -> {
                if (finished.incrementAndGet() == DIRECTIONS) {
                    close();
                }
            });
            close(to, true);
            close();
        } catch (IOException gone) {
            opposite.abort();
        }
    }

    /** Ends everything that goes on here; what was already passed on arrives. */
    void close() {
        close(accepted, false);
        close(made, false);
        threads.forEach(Thread::interrupt);
    }

    private static void close(Socket socket, boolean reset) {
        try {
            if (reset && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException closed) {
            // By its peer; there is nothing left to close.
        }
    }

    private void thread(String what, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "lab-link-" + accepted.getPort() + "-" + what);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** What a thread does. */
    private interface Task {
        void run() throws InterruptedException;
    }
}
