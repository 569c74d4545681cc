package io.clearhop.lab.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/** Who connects to its port talks to another one: bytes pass in both directions, and nothing is read. */
final class PortForwarder implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress to;
    private final IntConsumer ownPorts;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    /**
     * Listens.
     *
     * @param ownPorts told of the ports from which it connects
     */
    PortForwarder(InetSocketAddress to, IntConsumer ownPorts) throws IOException {
        this.to = to;
        this.ownPorts = ownPorts;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start("accept", this::acceptAll);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = kept(listener.accept());
            Socket target = kept(new Socket(to.getAddress(), to.getPort()));
            ownPorts.accept(target.getLocalPort());
            start("there", () -> pass(client, target));
            start("back", () -> pass(target, client));
        }
    }

    private Socket kept(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private static void pass(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
    }

    private static void start(String what, Task task) {
        Thread thread = new Thread(() -> run(task), "lab-forwarder-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Task task) {
        try {
            task.run();
        } catch (IOException over) {
            // A peer has gone, or all is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Task {
        void run() throws IOException;
    }
}
