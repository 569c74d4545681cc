package io.clearhop.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WebSockets of a server and of clients that know nothing of this project, with the proxy between them. */
@Timeout(60)
class WebSocketIT {
    private static final int MEBIBYTE = 1 << 20;

    /** How a client asks its proxy. */
    enum Way {
        UPGRADE,
        CONNECT
    }

    private WebSocketEcho origin;
    private Clearhop proxy;

    @BeforeEach
    void start() throws Exception {
        origin = WebSocketEcho.open();
        proxy = Clearhop.smart();
    }

    @AfterEach
    void stop() throws Exception {
        origin.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void manyMessagesAMebibyteAPingAndTheCloseOfTheClientPass(Way way) throws Exception {
        WebSocketPeer peer = peer(way, proxy);
        peer.connect();
        assertThat((String) peer.next()).matches(way == Way.UPGRADE ? "101 1\\.1 clearhop-[0-9a-f]{6}" : "101 ");
        assertThat(peer.next()).isEqualTo("hello /chat?a=b");
        for (int i = 0; i < 1000; i++) {
            peer.send("message " + i);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(peer.next()).isEqualTo("message " + i);
        }
        byte[] large = new byte[MEBIBYTE];
        new Random(1).nextBytes(large);
        peer.send(large);
        assertThat(peer.next()).isEqualTo(ByteBuffer.wrap(large));
        peer.sendPing();
        assertThat(peer.next()).isEqualTo("pong");
        peer.close(4000, "enough");
        assertThat(peer.next()).isEqualTo("closed 4000 enough");

        LogLine line = proxy.awaitLog(1).get(0);
        assertThat(line.outcome()).isEqualTo("tunnelled");
        assertThat(line.status()).isEqualTo(way == Way.UPGRADE ? "101" : "200");
        assertThat(line.text()).contains("client=tunnel-ended origin=tunnel-ended");
    }

    @ParameterizedTest
    @EnumSource
    void theCloseOfTheOriginPasses(Way way) throws Exception {
        WebSocketPeer peer = peer(way, proxy);
        peer.connect();
        peer.next();
        peer.next();
        peer.send("leave");
        assertThat(peer.next()).isEqualTo("closed 4001 as you said");
        assertThat(proxy.awaitLog(1).get(0).outcome()).isEqualTo("tunnelled");
    }

    @Test
    void aChainOfProxiesPassesItOn() throws Exception {
        try (Clearhop first = Clearhop.smart("--parent", proxy.authority(), "--via", "first")) {
            WebSocketPeer peer = peer(Way.UPGRADE, first);
            peer.connect();
            assertThat((String) peer.next()).startsWith("101 1.1 clearhop").endsWith("1.1 first");
            assertThat(peer.next()).isEqualTo("hello /chat?a=b");
            peer.send("through two");
            assertThat(peer.next()).isEqualTo("through two");
            peer.close(1000, "");
            assertThat(peer.next()).isEqualTo("closed 1000 ");
            assertThat(first.awaitLog(1).get(0).status()).isEqualTo("101");
            assertThat(proxy.awaitLog(1).get(0).status()).isEqualTo("101");
        }
    }

    /** This library switches for its own fields alone, asked by Upgrade or not: a 101 that nobody may pass on. */
    @Test
    void strippedTheOriginIsNotAskedAndItsSwitchIsRefused() throws Exception {
        try (Clearhop strict = Clearhop.smart("--upgrade", "strip")) {
            WebSocketPeer peer = peer(Way.UPGRADE, strict);
            peer.connect();
            assertThat((String) peer.next()).startsWith("closed 1002 Invalid status code received: 502");
            LogLine line = strict.awaitLog(1).get(0);
            assertThat(line.outcome()).isEqualTo("failed");
            assertThat(line.text()).contains("switched protocols").contains("It was not asked to.");
        }
    }

    @Test
    void javasOwnClientAsksForATunnelAndGetsIt() throws Exception {
        LinkedBlockingQueue<String> happened = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newBuilder()
                .proxy(ProxySelector.of(proxy.address()))
                .build()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(15))
                .buildAsync(URI.create("ws://127.0.0.1:" + origin.getPort() + "/java"), listener(happened))
                .get(15, TimeUnit.SECONDS);
        assertThat(happened.poll(15, TimeUnit.SECONDS)).isEqualTo("hello /java");
        for (int i = 0; i < 100; i++) {
            socket.sendText("message " + i, true).get(15, TimeUnit.SECONDS);
            assertThat(happened.poll(15, TimeUnit.SECONDS)).isEqualTo("message " + i);
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(15, TimeUnit.SECONDS);
        assertThat(happened.poll(15, TimeUnit.SECONDS)).isEqualTo("closed 1000");
        LogLine line = proxy.awaitLog(1).get(0);
        assertThat(line.request()).startsWith("CONNECT ");
        assertThat(line.outcome()).isEqualTo("tunnelled");
    }

    private WebSocketPeer peer(Way way, Clearhop through) throws Exception {
        return way == Way.UPGRADE
                ? WebSocketPeer.byUpgrade(through.address(), origin.getPort())
                : WebSocketPeer.byConnect(through.address(), origin.getPort());
    }

    private static WebSocket.Listener listener(LinkedBlockingQueue<String> happened) {
        return new WebSocket.Listener() {
            private final StringBuilder message = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                message.append(part);
                if (last) {
                    happened.add(message.toString());
                    message.setLength(0);
                }
                socket.request(1);
                return null;
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                happened.add("closed " + code);
                return null;
            }
        };
    }
}
