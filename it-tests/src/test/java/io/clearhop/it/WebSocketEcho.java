package io.clearhop.it;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A WebSocket origin that greets and then sends back whatever it gets; told to {@code leave}, it closes with 4001. */
final class WebSocketEcho extends WebSocketServer implements AutoCloseable {
    private final CountDownLatch started = new CountDownLatch(1);

    private WebSocketEcho() {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2);
        setDaemon(true);
        setReuseAddr(true);
    }

    static WebSocketEcho open() throws InterruptedException {
        WebSocketEcho server = new WebSocketEcho();
        server.start();
        if (!server.started.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the WebSocket server did not start");
        }
        return server;
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    /** In the same segment as the 101, or right behind it. */
    @Override
    public void onOpen(WebSocket peer, ClientHandshake handshake) {
        peer.send("hello " + handshake.getResourceDescriptor());
    }

    @Override
    public void onMessage(WebSocket peer, String message) {
        if (message.equals("leave")) {
            peer.close(4001, "as you said");
        } else {
            peer.send(message);
        }
    }

    @Override
    public void onMessage(WebSocket peer, ByteBuffer message) {
        peer.send(message);
    }

    @Override
    public void onClose(WebSocket peer, int code, String reason, boolean remote) {
        // the client tells the test
    }

    @Override
    public void onError(WebSocket peer, Exception error) {
        // the client tells the test
    }

    @Override
    public void close() throws InterruptedException {
        stop(1000);
    }
}
