package io.clearhop.lab.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A listener that accepts nobody for a while: its kernel queues a few connections and then answers no more. */
final class FullQueue implements AutoCloseable {
    private static final int BACKLOG = 1;

    private final ServerSocket listener;
    private final List<Socket> sockets = new ArrayList<>();

    FullQueue() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    /** Fills the queue; Linux lets one more in than it was told. */
    void fill() throws IOException {
        for (int i = 0; i <= BACKLOG; i++) {
            sockets.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Accepts everybody who has queued. */
    void accept() throws IOException {
        for (int queued = sockets.size(); queued > 0; queued--) {
            sockets.add(listener.accept());
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        listener.close();
    }
}
