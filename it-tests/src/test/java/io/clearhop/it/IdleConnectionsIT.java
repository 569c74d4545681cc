package io.clearhop.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many idle client connections, 1,000 unless {@code CLEARHOP_IDLE_CONNECTIONS} in the environment says otherwise: what one
 * costs the proxy, and that others are served meanwhile. What the kernel keeps for a socket is not counted.
 */
@Timeout(300)
class IdleConnectionsIT {
    private static final int CONNECTIONS =
            Integer.parseInt(System.getenv().getOrDefault("CLEARHOP_IDLE_CONNECTIONS", "1000"));
    /** The bounds of {@code docs/evidence.md}, in bytes: what is outside of the heap includes code compiled meanwhile. */
    private static final long MOST_HEAP_EACH = 4 * 1024;

    private static final long MOST_OUTSIDE = CONNECTIONS * 2048L + (32 << 20);

    private final List<SocketChannel> idle = new ArrayList<>();

    @AutoClose
    private JavaOrigin origin;

    @AutoClose
    private Clearhop proxy;

    private ProcessFacts facts;

    @BeforeEach
    void start() throws Exception {
        // All of the heap is there from the beginning, so that memory grows by what is outside of it. What is recorded
        // of exchanges is bounded, and that bound is reached before anything is counted.
        proxy = Clearhop.start(ClearhopCommand.of("--listen", "smart=127.0.0.1:0", "--client-idle-timeout", "10m")
                .and("--record-exchanges", "100", "--record-connections", "100")
                .jvm("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:NativeMemoryTracking=summary"));
        facts = new ProcessFacts(proxy);
        origin = JavaOrigin.start(exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("hello".getBytes(ISO_8859_1));
            exchange.close();
        });
        // What is made once and for all is made by some of each kind.
        for (int i = 0; i < 300; i++) {
            idle.add(connect(i));
            serve();
        }
        leaveAll();
    }

    @AfterEach
    void leaveAll() throws IOException {
        for (SocketChannel channel : idle) {
            channel.close();
        }
        idle.clear();
    }

    @Test
    void costLittleBeforeTheirFirstRequest() throws Exception {
        cost("before its first request", channel -> {});
    }

    @Test
    void costLittleAfterARequest() throws Exception {
        cost("after a request", this::exchange);
    }

    /** What a connection does before it rests. */
    private interface Beginning {
        void run(SocketChannel channel) throws IOException;
    }

    private void cost(String when, Beginning beginning) throws Exception {
        facts.awaitQuietDescriptors();
        long heap = facts.liveHeap();
        long memory = facts.memory();
        long direct = facts.direct();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = connect(i);
            idle.add(channel);
            beginning.run(channel);
            if (i % 100 == 0) {
                serve();
            }
        }
        Await.that("all connections are accepted", () -> facts.descriptors() > CONNECTIONS);
        long heapEach = (facts.liveHeap() - heap) / CONNECTIONS;
        long outside = facts.memory() - memory;
        long directEach = (facts.direct() - direct) / CONNECTIONS;
        serve();
        System.out.printf(
                "%d idle connections, each %s: %d bytes of heap, %d outside of it, of these %d in buffers%n",
                CONNECTIONS, when, heapEach, outside / CONNECTIONS, directEach);
        assertThat(heapEach).isLessThan(MOST_HEAP_EACH);
        assertThat(outside).isLessThan(MOST_OUTSIDE);
        for (SocketChannel channel : idle.subList(0, 100)) {
            exchange(channel);
        }
    }

    /** From several addresses, so that neither ports nor what one address may have run out. */
    private SocketChannel connect(int number) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.bind(new InetSocketAddress("127.0.0." + (2 + number % 50), 0));
        channel.connect(proxy.address());
        return channel;
    }

    private void serve() throws IOException {
        try (SocketChannel other = connect(49)) {
            exchange(other);
        }
    }

    private void exchange(SocketChannel channel) throws IOException {
        String authority = origin.url().replaceAll("http://|/$", "");
        String request = "GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
        ByteBuffer in = ByteBuffer.allocate(2048);
        String got = "";
        while (!got.endsWith("hello")) {
            assertThat(channel.read(in)).as("the end after " + got).isPositive();
            got = new String(in.array(), 0, in.position(), ISO_8859_1);
        }
        assertThat(got).startsWith("HTTP/1.1 200 ");
    }
}
