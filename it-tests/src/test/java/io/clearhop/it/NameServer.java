package io.clearhop.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A name server that knows no name. */
final class NameServer implements AutoCloseable {
    private static final int RESPONSE = 0x80;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    static NameServer start() throws IOException {
        NameServer server =
                new NameServer(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        Thread thread = new Thread(server::answer, "name-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    String authority() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The answer is the question, with two bits and a code changed (RFC 1035 section 4.1.1). */
    private void answer() {
        byte[] message = new byte[1500];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(message, message.length);
                socket.receive(packet);
                message[2] |= (byte) RESPONSE;
                message[3] = NO_SUCH_NAME;
                socket.send(packet);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
