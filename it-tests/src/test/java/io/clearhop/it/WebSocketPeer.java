package io.clearhop.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshakeBuilder;
import org.java_websocket.handshake.ServerHandshake;

/** A WebSocket client that keeps what happens until a test asks for it: messages, {@code pong}, {@code closed CODE}. */
final class WebSocketPeer extends WebSocketClient {
    private final BlockingQueue<Object> happened = new LinkedBlockingQueue<>();

    private WebSocketPeer(URI uri, Draft draft) {
        super(uri, draft);
        setTcpNoDelay(true);
    }

    /** Asks the proxy with Upgrade, as RFC 9110 section 7.8 has it: in absolute form, without CONNECT. */
    static WebSocketPeer byUpgrade(InetSocketAddress proxy, int port) throws IOException {
        WebSocketPeer peer = new WebSocketPeer(uri(port), new AbsoluteForm("http://127.0.0.1:" + port + "/chat?a=b"));
        peer.setSocket(new Socket(proxy.getAddress(), proxy.getPort()));
        return peer;
    }

    /** Asks the proxy for a tunnel, as RFC 6455 section 4.1 has it. */
    static WebSocketPeer byConnect(InetSocketAddress proxy, int port) {
        WebSocketPeer peer = new WebSocketPeer(uri(port), new Draft_6455());
        peer.setProxy(new Proxy(Proxy.Type.HTTP, proxy));
        return peer;
    }

    private static URI uri(int port) {
        return URI.create("ws://127.0.0.1:" + port + "/chat?a=b");
    }

    /** The next thing that happens. */
    Object next() throws InterruptedException {
        Object next = happened.poll(15, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing happened for 15 s");
        }
        return next;
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        happened.add(handshake.getHttpStatus() + " " + handshake.getFieldValue("Via"));
    }

    @Override
    public void onMessage(String message) {
        happened.add(message);
    }

    @Override
    public void onMessage(ByteBuffer bytes) {
        happened.add(bytes);
    }

    @Override
    public void onWebsocketPong(WebSocket peer, Framedata frame) {
        happened.add("pong");
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        happened.add("closed " + code + " " + reason);
    }

    @Override
    public void onError(Exception error) {
        happened.add(error);
    }

    /** The library's protocol but for the form of the request target. */
    private static final class AbsoluteForm extends Draft_6455 {
        private final String target;

        AbsoluteForm(String target) {
            this.target = target;
        }

        @Override
        public ClientHandshakeBuilder postProcessHandshakeRequestAsClient(ClientHandshakeBuilder request) {
            super.postProcessHandshakeRequestAsClient(request).setResourceDescriptor(target);
            return request;
        }

        @Override
        public Draft copyInstance() {
            return new AbsoluteForm(target);
        }
    }
}
